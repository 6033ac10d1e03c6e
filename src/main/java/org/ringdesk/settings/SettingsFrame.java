package org.ringdesk.settings;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ringdesk.platform.Refused;
import org.ringdesk.records.CatalogChange;
import org.ringdesk.records.CatalogFact;
import org.ringdesk.records.CatalogKind;
import org.ringdesk.web.Ui;

/**
 * What every page of settings has around what it is for.
 *
 * @param problem why nothing was changed; null if nothing was refused
 * @param changes the last ones of its kind, newest first
 */
public record SettingsFrame(CatalogKind kind, @Nullable Refused problem, List<CatalogChange> changes) {
    /** The page that lists the entries of a kind. */
    public static String path(CatalogKind kind) {
        return switch (kind) {
            case STATUS -> "/settings/statuses";
            case CATEGORY -> "/settings/categories";
            case PRIORITY -> "/settings/priorities";
            case TEMPLATE -> "/settings/templates";
        };
    }

    /** What of an entry was changed, as the reader reads it. */
    public static String field(Ui ui, CatalogFact fact) {
        String[] parts = fact.field().split("\\.", -1);
        return switch (parts[0]) {
            case "button" -> ui.text("settings.field.button", ui.text("records.button." + parts[1]));
            case "matrix" ->
                ui.text(
                        "settings.field.matrix",
                        ui.text("records.level." + parts[1]),
                        ui.text("records.level." + parts[2]));
            default -> ui.text("settings.field." + fact.field());
        };
    }

    /** A value before or after the change; empty where there was none. */
    public static String value(Ui ui, CatalogFact fact, String value) {
        if (value.isEmpty()) {
            return "";
        }
        return switch (fact.field()) {
            case "class" -> ui.text("settings.class." + value);
            case "type" -> ui.text("records.type." + value);
            case "urgency", "impact" -> ui.text("records.level." + value);
            default -> value;
        };
    }
}
