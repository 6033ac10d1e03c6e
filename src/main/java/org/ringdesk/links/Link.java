package org.ringdesk.links;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.ringdesk.people.PassedField;

/**
 * What a link of the contract asks for.
 *
 * @param id {@code 0} for a new record; otherwise as it came
 * @param type the {@code SR_Type} as it came, or empty
 * @param cameFrom the {@code fromId} as it came, or empty
 * @param template the template number as it came, or empty
 * @param caller the {@code autoUserField_}s in URL order
 * @param cut whether something of the link was too much to be read
 */
record Link(String id, String type, String cameFrom, String template, List<PassedField> caller, boolean cut) {
    private static final String CALLER_PREFIX = "autouserfield_";
    private static final Pattern ENCODED_BACKSLASH = Pattern.compile("%5C", Pattern.CASE_INSENSITIVE);

    static Link of(LinkQuery query) {
        return new Link(
                query.first("id").map(String::strip).filter(id -> !id.isEmpty()).orElse("0"),
                query.first("SR_Type").map(String::strip).orElse(""),
                query.first("fromId").map(String::strip).orElse(""),
                query.first("templateId").map(String::strip).orElse(""),
                query.parameters().stream().flatMap(p -> caller(p).stream()).toList(),
                query.cut());
    }

    private static Optional<PassedField> caller(LinkQuery.Parameter parameter) {
        if (!parameter.name().toLowerCase(Locale.ROOT).startsWith(CALLER_PREFIX)) {
            return Optional.empty();
        }
        String field = parameter.name().substring(CALLER_PREFIX.length());
        return Optional.of(new PassedField(field, value(field, parameter.value())));
    }

    /** Phones encode the backslash of {@code domain\\user} twice; nothing else is ever decoded twice. */
    private static String value(String field, String decoded) {
        return field.equalsIgnoreCase("user_name")
                ? ENCODED_BACKSLASH.matcher(decoded).replaceAll("\\\\")
                : decoded;
    }

    boolean asksForNewRecord() {
        return id.chars().allMatch(c -> c == '0');
    }

    boolean asksForPhoneCall() {
        return type.equals("8") || cameFrom.equalsIgnoreCase("PhoneCall");
    }
}
