package org.ringdesk.people;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.security.Principal;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.ringdesk.people.ImportUploads.Upload;
import org.ringdesk.web.SeeOther;
import org.ringdesk.platform.Patient;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/** Where imports begin, and what became of them. */
@Controller
@RequestMapping("/people/import")
class ImportController {
    static final String PATH = "/people/import";
    private static final int SHOWN = 20;

    private final Imports imports;
    private final ImportUploads uploads;
    private final ImportReport report;
    private final Clock clock;

    ImportController(Imports imports, ImportUploads uploads, ImportReport report, Clock clock) {
        this.imports = imports;
        this.uploads = uploads;
        this.report = report;
        this.clock = clock;
    }

    @GetMapping
    ModelAndView list(Principal me) {
        return list(me, null);
    }

    @Patient("a file may have a gigabyte")
    @PostMapping
    ModelAndView upload(@RequestParam MultipartFile file, Principal me) throws IOException {
        try (InputStream content = file.getInputStream()) {
            String name = Objects.requireNonNullElse(file.getOriginalFilename(), "");
            Upload upload = uploads.keep(content, name, me.getName());
            return SeeOther.at(PATH + "/files/" + upload.id());
        } catch (ImportRefused e) {
            return list(me, e.reason());
        }
    }

    @GetMapping("/jobs/{id}")
    ModelAndView job(
            @PathVariable long id,
            @RequestHeader(name = "HX-Request", defaultValue = "false") boolean fragment,
            HttpServletResponse response,
            Principal me) {
        response.addHeader(HttpHeaders.VARY, "HX-Request");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        String view = fragment ? "people/import-progress" : "people/import-job";
        return new ModelAndView(view, Map.of("page", page(imports.get(id), me)));
    }

    @PostMapping("/jobs/{id}/cancel")
    ModelAndView cancel(@PathVariable long id) {
        imports.cancel(id);
        return SeeOther.at(PATH + "/jobs/" + id);
    }

    @Patient("a hundred thousand lines")
    @GetMapping("/jobs/{id}/rejected.csv")
    void rejected(@PathVariable long id, HttpServletResponse response) throws IOException {
        imports.get(id);
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"rejected-" + id + ".csv\"");
        report.write(id, response.getOutputStream());
    }

    private ModelAndView list(Principal me, @Nullable MessageSourceResolvable problem) {
        var page = new ImportPage(
                imports.newest(SHOWN).stream().map(job -> page(job, me)).toList(), problem);
        return new ModelAndView(
                "people/import",
                Map.of("page", page),
                problem == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }

    private ImportJobPage page(ImportJob job, Principal me) {
        String upload = job.source().upload();
        boolean again = job.source().dryRun() && uploads.waits(upload, me.getName());
        return new ImportJobPage(job, clock.instant(), again ? PATH + "/files/" + upload : "");
    }
}
