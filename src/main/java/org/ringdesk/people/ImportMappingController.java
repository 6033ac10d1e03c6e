package org.ringdesk.people;

import java.io.IOException;
import java.security.Principal;
import java.util.Map;
import java.util.Optional;
import org.ringdesk.people.ImportJob.Source;
import org.ringdesk.people.ImportPreview.Proposal;
import org.ringdesk.people.ImportUploads.Upload;
import org.ringdesk.web.SeeOther;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The step between a file and its import: which column holds what, and what the first lines will be. */
@Controller
@RequestMapping("/people/import/files/{id}")
class ImportMappingController {
    private final Imports imports;
    private final ImportUploads uploads;
    private final ImportPreview preview;
    private final ImportMappings mappings;

    ImportMappingController(Imports imports, ImportUploads uploads, ImportPreview preview, ImportMappings mappings) {
        this.imports = imports;
        this.uploads = uploads;
        this.preview = preview;
        this.mappings = mappings;
    }

    @GetMapping
    ModelAndView mapping(@PathVariable String id, Principal me) throws IOException {
        return answer(uploads.get(id, me.getName()), ImportForm.UNTOUCHED, "preview");
    }

    /** @param action {@code preview}, {@code dry-run} or {@code import} */
    @PostMapping
    ModelAndView chosen(
            @PathVariable String id,
            @RequestParam(defaultValue = "preview") String action,
            @RequestParam MultiValueMap<String, String> given,
            Principal me)
            throws IOException {
        Upload upload = uploads.get(id, me.getName());
        return answer(upload, ImportForm.of(given), action);
    }

    private ModelAndView answer(Upload upload, ImportForm form, String action) throws IOException {
        try {
            return action.equals("preview") ? shown(upload, form) : started(upload, form, action.equals("dry-run"));
        } catch (ImportRefused e) {
            return view(preview.unreadable(upload, form, e), HttpStatus.UNPROCESSABLE_CONTENT);
        }
    }

    @PostMapping("/remove")
    ModelAndView remove(@PathVariable String id, Principal me, RedirectAttributes after) {
        uploads.remove(uploads.get(id, me.getName()));
        after.addFlashAttribute("flash", "people.import.removed");
        return SeeOther.at(ImportController.PATH);
    }

    private ModelAndView shown(Upload upload, ImportForm form) throws IOException {
        return view(preview.page(upload, preview.propose(upload, form)), HttpStatus.OK);
    }

    private ModelAndView started(Upload upload, ImportForm form, boolean dryRun) throws IOException {
        Proposal proposal = preview.propose(upload, form);
        ImportMappingPage page = preview.page(upload, proposal);
        if (page.problem() != null) {
            return view(page, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        Optional<Long> running = imports.running();
        if (running.isPresent()) {
            return seeJob(running.get());
        }
        mappings.remember(proposal.columns(), proposal.mapping().fields());
        var source = new Source(upload.name(), upload.id(), dryRun, false, upload.size(), 0, upload.login());
        long job = imports.start(
                upload.file(),
                source,
                new ImportPlan(proposal.mapping(), dryRun, LocaleContextHolder.getLocale(), Editor.ADMINISTRATOR));
        if (!dryRun) {
            uploads.handOver(upload);
        }
        return seeJob(job);
    }

    private static ModelAndView seeJob(long job) {
        return SeeOther.at(ImportController.PATH + "/jobs/" + job);
    }

    private static ModelAndView view(ImportMappingPage page, HttpStatus status) {
        return new ModelAndView("people/import-mapping", Map.of("page", page), status);
    }
}
