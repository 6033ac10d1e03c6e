package org.ringdesk.records;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import org.ringdesk.agents.SignedIn;
import org.ringdesk.drafts.Drafts;
import org.ringdesk.web.SeeOther;
import org.ringdesk.platform.Patient;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The list of records. */
@Controller
class RecordListController {
    private final RecordListPages pages;
    private final Drafts drafts;

    RecordListController(RecordListPages pages, Drafts drafts) {
        this.pages = pages;
        this.drafts = drafts;
    }

    /** The number of a record with a # in front leads straight to it. */
    @GetMapping("/records")
    ModelAndView list(@RequestParam Map<String, String> asked, @AuthenticationPrincipal SignedIn me) {
        Reader reader = Reader.of(me);
        return pages.numberAskedFor(asked, reader)
                .map(id -> SeeOther.at("/records/" + id))
                .orElseGet(() -> new ModelAndView(
                        "records/list", Map.of("page", pages.list(asked, reader), "drafts", drafts.of(me))));
    }

    /** What the list shows, all of its pages, for spreadsheets. */
    @Patient("the list may be long")
    @GetMapping("/records/export")
    void export(
            @RequestParam Map<String, String> asked,
            @AuthenticationPrincipal SignedIn me,
            Locale locale,
            HttpServletResponse response)
            throws IOException {
        pages.export(asked, new RecordExport.Viewer(Reader.of(me), locale), response);
    }
}
