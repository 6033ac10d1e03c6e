package org.ringdesk.links;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.ringdesk.records.Opening;
import org.ringdesk.records.Opening.CameFrom;
import org.ringdesk.records.Opening.Form;
import org.ringdesk.records.Opening.Oddity;
import org.ringdesk.records.RecordType;

/** What a link's parameters mean to the form. */
final class LinkReading {
    private static final Pattern DIGITS = Pattern.compile("\\d+");
    private static final int MOST_FIELDS = 30;

    private LinkReading() {}

    static Opening opening(Link link) {
        Optional<RecordType> type = type(link.type());
        List<Oddity> oddities = new ArrayList<>();
        if (type.isEmpty()) {
            oddities.add(new Oddity("unknown-type", link.type()));
        }
        if (link.cut() || link.caller().size() > MOST_FIELDS) {
            oddities.add(new Oddity("link-cut", ""));
        }
        return new Opening(
                link.asksForPhoneCall() ? Form.PHONE_CALL : Form.STANDARD,
                type.orElse(RecordType.INCIDENT),
                cameFrom(link),
                link.template(),
                link.caller().stream().limit(MOST_FIELDS).toList(),
                oddities,
                UUID.randomUUID(),
                null);
    }

    /** The type by the contract's number; 8 is a form, and what is saved from it an incident. Empty where unknown. */
    private static Optional<RecordType> type(String number) {
        return switch (number) {
            case "", "8" -> Optional.of(RecordType.INCIDENT);
            default -> DIGITS.matcher(number).matches() ? RecordType.named(number) : Optional.empty();
        };
    }

    private static CameFrom cameFrom(Link link) {
        return switch (link.cameFrom().toLowerCase(Locale.ROOT)) {
            case "phonecall" -> CameFrom.PHONE_CALL;
            case "incidentslist" -> CameFrom.INCIDENTS_LIST;
            case "changeslist" -> CameFrom.CHANGES_LIST;
            case "list" -> CameFrom.LIST;
            default -> link.asksForPhoneCall() ? CameFrom.PHONE_CALL : CameFrom.LIST;
        };
    }

    /** A keyed number without its leading zeros; anything else encoded, to be refused by name. */
    static String pathSegment(String id) {
        return DIGITS.matcher(id).matches()
                ? id.replaceFirst("^0+(?=\\d)", "")
                : URLEncoder.encode(
                                id.replace('.', '_')
                                        .replace('/', '_')
                                        .replace('\\', '_')
                                        .replace(';', '_'),
                                StandardCharsets.UTF_8)
                        .replace("+", "%20");
    }
}
