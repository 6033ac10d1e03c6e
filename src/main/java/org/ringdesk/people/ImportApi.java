package org.ringdesk.people;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ringdesk.platform.Patient;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Imports of people for other programs: a CSV file in, a run to look at out. */
@RestController
@RequestMapping(ImportApi.PATH)
class ImportApi {
    static final String PATH = "/api/v1/people/import";

    private final Imports imports;

    ImportApi(Imports imports) {
        this.imports = imports;
    }

    static String address(long job) {
        return PATH + "/" + job;
    }

    /** Answers as soon as the file is here; what becomes of it is told at the address answered. */
    @Patient("a file may have a gigabyte")
    @PostMapping(consumes = "text/csv")
    ResponseEntity<Map<String, @Nullable Object>> start(HttpServletRequest request) throws IOException {
        String startedBy = request.getUserPrincipal() == null
                ? null
                : request.getUserPrincipal().getName();
        long id = imports.start(request.getInputStream(), startedBy);
        return ResponseEntity.accepted().location(URI.create(address(id))).body(json(imports.get(id)));
    }

    /** JSON, or one fact a line for shell scripts that accept text only. */
    @GetMapping("/{id}")
    ResponseEntity<?> job(@PathVariable long id, @RequestHeader(defaultValue = "") String accept) {
        ImportJob job = imports.get(id);
        return accept.startsWith(MediaType.TEXT_PLAIN_VALUE)
                ? ResponseEntity.ok()
                        .contentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8))
                        .body(text(job))
                : ResponseEntity.ok(json(job));
    }

    private static String text(ImportJob job) {
        var text = new StringBuilder();
        json(job).forEach((name, value) -> {
            if (value != null && !name.equals("errors")) {
                text.append(name).append(' ').append(line(value.toString())).append('\n');
            }
        });
        text.append("size ").append(job.source().size()).append('\n');
        text.append("done ").append(job.source().done()).append('\n');
        job.errors()
                .forEach(error -> text.append("error ")
                        .append(error.line())
                        .append(' ')
                        .append(line(error.message()))
                        .append('\n'));
        return text.toString();
    }

    private static String line(String value) {
        return value.replaceAll("\\R", " ");
    }

    private static Map<String, @Nullable Object> json(ImportJob job) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", job.id());
        json.put("state", job.state().text());
        json.put("read", job.read());
        json.put("created", job.created());
        json.put("updated", job.updated());
        json.put("rejected", job.rejected());
        json.put("errors", job.errors());
        json.put("failure", job.failure());
        json.put("started_at", job.startedAt());
        json.put("finished_at", job.finishedAt());
        return json;
    }
}
