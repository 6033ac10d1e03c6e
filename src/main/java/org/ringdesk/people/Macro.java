package org.ringdesk.people;

import java.nio.charset.Charset;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A placeholder that a phone or softphone should have replaced by the caller's data, but sent as it stands in its settings.
 *
 * @param written the placeholder, such as {@code %CallerNumber%}
 * @param source whose setting it is
 */
public record Macro(String written, Source source) {

    /** Phones and softphones by the shape of their placeholders. */
    public enum Source {
        THREE_CX,
        THREE_CX_TEMPLATE,
        WILDIX,
        NETHVOICE,
        RINGOTEL,
        DESK_PHONE,
        SNOM,
        MITEL,
        VICIDIAL,
        TARIDIUM,
        VOISPEED,
        GLOBALIPTEL,
        ASTERISK,
        UNKNOWN
    }

    /** A shape of placeholder; the first group that took part is its name. */
    private record Shape(Pattern pattern, Place place, Source source) {
        static Shape of(String pattern, Place place, Source source) {
            return new Shape(Pattern.compile(pattern, Pattern.CASE_INSENSITIVE), place, source);
        }
    }

    /** Where a shape is a placeholder and not what somebody typed. */
    private enum Place {
        /** In every field, also inside a longer value. */
        ANYWHERE,
        /** In every field, but alone; in a number also inside a longer value. */
        ALONE_OR_IN_NUMBER,
        /** In every field, but alone. */
        ALONE,
        /** In numbers only. */
        IN_NUMBER
    }

    private static final Charset WINDOWS = Charset.forName("windows-1252");
    private static final int MOST_CHARACTERS = 2_000;
    private static final String NAME = "[a-z_][a-z0-9_.-]*";

    private static final Set<String> WILDIX =
            Set.of("callernum", "callername", "usernum", "username", "calltype", "tags");
    private static final String DESK_PHONE_NAMES =
            "remote|local|display_remote|display_local|active_user|active_host|active_url"
                    + "|call_id|mac|ip|model|firmware|phone_ip|program_version|calleridnum|callerid|number";
    private static final String SNOM_NAMES =
            "call-id|csta_id|nr_ongoing_calls|cancel_reason|sip_header\\([^()]*\\)|user_name[0-9]+|connected_number";
    private static final String GLOBALIPTEL_NAMES =
            "account|lineid|localparty|remoteparty|remotealias|calldurationseconds"
                    + "|callcreatedtime|callconnectedtime|calldisconnectedtime|callorigin|callguid";
    private static final String TEMPLATE_NAMES =
            "number|callernumber|callerid|phone|phonenumber|calltype|calldirection|name"
                    + "|entityid|agent|agentemail|duration|datetime|callername|email";

    private static final List<Shape> SHAPES = List.of(
            Shape.of("--A--" + NAME + "--B--", Place.ANYWHERE, Source.VICIDIAL),
            Shape.of("%%" + NAME + "%%", Place.ANYWHERE, Source.TARIDIUM),
            Shape.of("\\$\\$" + NAME + "\\$\\$", Place.ANYWHERE, Source.MITEL),
            Shape.of("<\\w+\\(\\$" + NAME + "\\)>", Place.ANYWHERE, Source.GLOBALIPTEL),
            Shape.of("\\$\\{[^{}]*\\}+", Place.ANYWHERE, Source.ASTERISK),
            Shape.of("%" + NAME + "%", Place.ANYWHERE, Source.THREE_CX),
            Shape.of("\\$" + NAME + "\\$", Place.ANYWHERE, Source.RINGOTEL),
            Shape.of("\\$(?:" + SNOM_NAMES + ")", Place.ANYWHERE, Source.SNOM),
            Shape.of("\\$(?:" + GLOBALIPTEL_NAMES + ")\\b", Place.ANYWHERE, Source.GLOBALIPTEL),
            Shape.of("\\$(?:" + DESK_PHONE_NAMES + ")\\b", Place.ANYWHERE, Source.DESK_PHONE),
            Shape.of("\\$" + NAME, Place.ALONE_OR_IN_NUMBER, Source.DESK_PHONE),
            Shape.of("\\{\\{[^{}]*\\}\\}", Place.ANYWHERE, Source.UNKNOWN),
            Shape.of("\\{" + NAME + "(?::-?[0-9]+)?\\}", Place.ALONE_OR_IN_NUMBER, Source.UNKNOWN),
            Shape.of("\\[sip\\.[^\\[\\]]+\\]", Place.ANYWHERE, Source.RINGOTEL),
            Shape.of("\\[(?:" + TEMPLATE_NAMES + ")\\]", Place.ALONE_OR_IN_NUMBER, Source.THREE_CX_TEMPLATE),
            Shape.of("\\[" + NAME + "\\]", Place.IN_NUMBER, Source.UNKNOWN),
            Shape.of("!0[0-9]", Place.ALONE, Source.VOISPEED),
            Shape.of("<%=?[^<>]*%>", Place.ANYWHERE, Source.UNKNOWN));

    /** No placeholder of any shape is without one of these. */
    private static final Pattern SIGN = Pattern.compile("[%$<{\\[!]|--");

    /** {@code %CallerNumber%} in a link: a decoder takes {@code %Ca} for a byte, and one character stands there instead. */
    private static final Pattern HALF_DECODED = Pattern.compile("(%?)([\u0080-\uffff])([A-Za-z][A-Za-z_]{2,})%{1,2}");

    /** What follows a byte that was lost altogether. */
    private static final Pattern CALLER = Pattern.compile("(?i)ll(?:er|ed).*");

    /** The placeholder in a passed value; empty where there is none, or what looks like one may be meant. */
    public static Optional<Macro> in(CallerField field, String value) {
        String text = value.strip();
        if (text.length() > MOST_CHARACTERS || !SIGN.matcher(text).find()) {
            return Optional.empty();
        }
        return Stream.concat(
                        SHAPES.stream().flatMap(shape -> find(shape, field, text).stream()),
                        halfDecoded(field, text).stream())
                .findFirst();
    }

    private static Optional<Macro> find(Shape shape, CallerField field, String text) {
        boolean number = field.kind() == CallerField.Kind.NUMBER;
        boolean inside = switch (shape.place()) {
            case ANYWHERE -> true;
            case ALONE_OR_IN_NUMBER, IN_NUMBER -> number;
            case ALONE -> false;
        };
        if (shape.place() == Place.IN_NUMBER && !number) {
            return Optional.empty();
        }
        var matcher = shape.pattern().matcher(text);
        return (inside ? matcher.find() : matcher.matches())
                ? Optional.of(new Macro(matcher.group(), source(shape, matcher)))
                : Optional.empty();
    }

    private static Source source(Shape shape, MatchResult match) {
        String name = match.group().replaceAll("[{}]|:.*", "").toLowerCase(Locale.ROOT);
        if (shape.source() != Source.UNKNOWN) {
            return shape.source();
        }
        return WILDIX.contains(name) ? Source.WILDIX : name.equals("phone") ? Source.NETHVOICE : Source.UNKNOWN;
    }

    private static Optional<Macro> halfDecoded(CallerField field, String text) {
        var half = HALF_DECODED.matcher(text);
        if (field.kind() == CallerField.Kind.NUMBER ? !half.find() : !half.matches()) {
            return Optional.empty();
        }
        String odd = Objects.requireNonNull(half.group(2));
        String rest = Objects.requireNonNull(half.group(3));
        boolean lost = odd.equals("\ufffd") && CALLER.matcher(rest).matches();
        String hex = lost ? "CA" : HexFormat.of().withUpperCase().formatHex(odd.getBytes(WINDOWS));
        if (!hex.matches("[A-F]{2}")) {
            return Optional.empty();
        }
        return "%".equals(half.group(1))
                ? Optional.of(new Macro("%%" + hex.toLowerCase(Locale.ROOT) + rest + "%%", Source.TARIDIUM))
                : Optional.of(new Macro(
                        "%" + hex.charAt(0) + hex.substring(1).toLowerCase(Locale.ROOT) + rest + '%', Source.THREE_CX));
    }
}
