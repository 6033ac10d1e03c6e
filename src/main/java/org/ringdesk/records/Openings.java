package org.ringdesk.records;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.ringdesk.platform.Seal;
import org.ringdesk.records.Opening.Form;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Turns an {@link Opening} into text for an address and back. */
@Component
public class Openings {
    /** What a sealed opening looks like. What does not goes into no address. */
    static final Pattern SEALED = Pattern.compile("[\\w-]+");

    private static final String PURPOSE = "opening";

    private final Seal seal;
    private final JsonMapper json;

    Openings(Seal seal, JsonMapper json) {
        this.seal = seal;
        this.json = json;
    }

    /**
     * An opening in both shapes.
     *
     * @param text for an address or a form's hidden field
     */
    record Sealed(Opening opening, String text) {}

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
    Sealed asked(Map<String, String> parameters) {
        Form form = "phone-call".equals(parameters.get("form")) ? Form.PHONE_CALL : Form.STANDARD;
        RecordType type = RecordType.named(parameters.getOrDefault("type", "")).orElse(RecordType.INCIDENT);
        Opening menu = Opening.blank(form, type, parameters.getOrDefault("template", ""));
        String sealed = parameters.getOrDefault("o", "");
        if (sealed.isEmpty()) {
            return sealed(menu);
        }
        return open(sealed)
                .map(opening -> new Sealed(opening, sealed))
                .orElseGet(() -> sealed(menu.with(new Opening.Oddity("link-expired", ""))));
    }

    Sealed sealed(Opening opening) {
        return new Sealed(opening, seal(opening));
    }

    /** The opening of a form that comes back. */
    Opening of(NewRecordForm form) {
        return open(form.text("o"))
                .orElseGet(() -> asked(form.typed()).opening().again());
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
