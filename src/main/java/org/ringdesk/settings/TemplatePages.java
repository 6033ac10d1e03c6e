package org.ringdesk.settings;

import org.jspecify.annotations.Nullable;
import org.ringdesk.platform.Refused;
import org.ringdesk.records.Catalog;
import org.ringdesk.records.CatalogHistory;
import org.ringdesk.records.CatalogKind;
import org.ringdesk.records.RecordTemplate;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Puts the pages of templates together, from what is kept now. */
@Component
class TemplatePages {
    private final Catalog catalog;
    private final CatalogHistory history;

    TemplatePages(Catalog catalog, CatalogHistory history) {
        this.catalog = catalog;
        this.history = history;
    }

    TemplatesPage all() {
        catalog.refresh();
        return new TemplatesPage(frame(null), catalog.templates(), catalog.categories());
    }

    TemplatePage one(int id, @Nullable Refused problem) {
        RecordTemplate template = find(id);
        return new TemplatePage(frame(problem), template, TemplateForm.of(template), catalog.categories());
    }

    /** With what was typed; sent once more, it replaces what somebody else saved meanwhile. */
    TemplatePage refused(int id, Refused problem, TemplateForm typed) {
        RecordTemplate template = find(id);
        return new TemplatePage(frame(problem), template, typed.at(template.version()), catalog.categories());
    }

    TemplatePage fresh(@Nullable Refused problem, TemplateForm typed) {
        catalog.refresh();
        return new TemplatePage(frame(problem), null, typed, catalog.categories());
    }

    private RecordTemplate find(int id) {
        catalog.refresh();
        return catalog.template(id)
                .orElseThrow(() -> new Refused(HttpStatus.NOT_FOUND, "records.catalog.missing-template"));
    }

    private SettingsFrame frame(@Nullable Refused problem) {
        return new SettingsFrame(
                CatalogKind.TEMPLATE, problem, history.last(CatalogKind.TEMPLATE, StatusPages.CHANGES));
    }
}
