package org.ringdesk.records;

import java.util.Map;
import java.util.Optional;
import org.ringdesk.platform.Seal;
import org.ringdesk.records.Opening.Form;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Turns an {@link Opening} into text for an address and back. */
@Component
public class Openings {
    private static final String PURPOSE = "opening";

    private final Seal seal;
    private final JsonMapper json;

    Openings(Seal seal, JsonMapper json) {
        this.seal = seal;
        this.json = json;
    }

    public String seal(Opening opening) {
        return seal.close(PURPOSE, json.writeValueAsString(opening));
    }

    /** The opening; empty for text that this installation did not seal. */
    public Optional<Opening> open(String sealed) {
        return seal.open(PURPOSE, sealed).flatMap(this::read);
    }

    private Optional<Opening> read(String text) {
        try {
            return Optional.of(json.readValue(text, Opening.class));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /** What the form's address asks for: a link's opening in {@code o}, else form, type and template as menus name them. */
    Opening asked(Map<String, String> parameters) {
        Form form = "phone-call".equals(parameters.get("form")) ? Form.PHONE_CALL : Form.STANDARD;
        RecordType type = RecordType.named(parameters.getOrDefault("type", "")).orElse(RecordType.INCIDENT);
        Opening menu = Opening.blank(form, type, parameters.getOrDefault("template", ""));
        String sealed = parameters.getOrDefault("o", "");
        return sealed.isEmpty() ? menu : open(sealed).orElse(menu.with(new Opening.Oddity("link-expired", "")));
    }

    /** The opening of a form that comes back. */
    Opening of(NewRecordForm form) {
        return open(form.text("o")).orElseGet(() -> asked(form.typed()).again());
    }

    /** The form's address. */
    public String address(Opening opening) {
        return address(seal(opening));
    }

    /** The form's address by its sealed opening. */
    static String address(String sealed) {
        return "/records/new?o=" + sealed;
    }
}
