package org.ringdesk.people;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
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
    @PostMapping(consumes = "text/csv")
    ResponseEntity<Map<String, @Nullable Object>> start(HttpServletRequest request) throws IOException {
        String startedBy = request.getUserPrincipal() == null
                ? null
                : request.getUserPrincipal().getName();
        long id = imports.start(request.getInputStream(), startedBy);
        return ResponseEntity.accepted().location(URI.create(address(id))).body(json(imports.get(id)));
    }

    @GetMapping("/{id}")
    Map<String, @Nullable Object> job(@PathVariable long id) {
        return json(imports.get(id));
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
