package org.ringdesk.pbx.sip;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.ringdesk.pbx.Cleaned;

/**
 * What a phone system tells of the dialogs of one extension (RFC 4235, section 4).
 *
 * @param version counts what was told of a subscription
 * @param full whether it is to be all of them, not only those that changed
 */
record DialogInfo(long version, boolean full, List<Dialog> dialogs) {
    /** Further ones are left out: an extension has a few. */
    private static final int MOST_DIALOGS = 100;

    /** Longer texts are cut, in characters. */
    private static final int LONGEST_TEXT = 250;

    /** An address may have parameters. */
    private static final int LONGEST_ADDRESS = 1_000;

    private static final int DEEPEST = 20;

    /** Nothing from outside the document is read, and nothing in it is defined. */
    private static final XMLInputFactory FACTORY = factory();

    /** How far a dialog is. */
    enum State {
        TRYING,
        PROCEEDING,
        EARLY,
        CONFIRMED,
        TERMINATED
    }

    /** Who is at one end; the number is the user of the address. */
    record Party(String number, String name, boolean withheld) {
        static final Party NOBODY = new Party("", "", false);
    }

    /**
     * One dialog.
     *
     * @param id the phone system's
     * @param callId of the call at SIP; mostly empty
     * @param direction {@code initiator}, {@code recipient}, or empty
     * @param event why it ended, as section 4.1.5 calls it, or empty
     * @param code of the response that ended it, or zero
     * @param remote the other side; null where nothing is said of it
     * @param rendering whether this side hears and is heard: false while it holds the call; null where that is not said
     */
    record Dialog(
            String id,
            String callId,
            String direction,
            State state,
            String event,
            int code,
            @Nullable Party remote,
            @Nullable Party local,
            @Nullable Boolean rendering) {
        boolean recipient() {
            return direction.equals("recipient");
        }

        boolean initiator() {
            return direction.equals("initiator");
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("nothing from outside is read");
        });
        return factory;
    }

    /** Empty for what cannot be read. */
    static Optional<DialogInfo> read(byte[] body) {
        try {
            XMLStreamReader xml = FACTORY.createXMLStreamReader(new StringReader(printable(SipText.of(body))));
            return Optional.of(new Reading(xml).document());
        } catch (XMLStreamException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /** XML knows no other control characters, but telephones do. */
    private static String printable(String text) {
        return text.codePoints()
                .map(c -> isPrintable(c) ? c : 0xFFFD)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isPrintable(int c) {
        return c >= ' ' ? c != 0xFFFE && c != 0xFFFF : c == '\t' || c == '\n' || c == '\r';
    }

    /** Reads one document. */
    private static final class Reading {
        private final XMLStreamReader xml;
        private final List<Dialog> dialogs = new ArrayList<>();
        private int depth;

        Reading(XMLStreamReader xml) {
            this.xml = xml;
        }

        DialogInfo document() throws XMLStreamException {
            if (!element() || !is("dialog-info")) {
                throw new XMLStreamException("no dialog-info");
            }
            long version = SipMessage.number(attribute("version").strip(), 0);
            boolean full = !attribute("state").equalsIgnoreCase("partial");
            while (element()) {
                if (is("dialog") && dialogs.size() < MOST_DIALOGS) {
                    dialogs.add(dialog());
                } else {
                    skip();
                }
            }
            return new DialogInfo(version, full, List.copyOf(dialogs));
        }

        /** The next child; false at the end of the element that it would be of. */
        private boolean element() throws XMLStreamException {
            while (xml.hasNext()) {
                switch (xml.next()) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        if (++depth > DEEPEST) {
                            throw new XMLStreamException("too deep");
                        }
                        return true;
                    }
                    case XMLStreamConstants.END_ELEMENT -> {
                        depth--;
                        return false;
                    }
                    case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                        throw new XMLStreamException("a DTD");
                    default -> {}
                }
            }
            return false;
        }

        private void skip() throws XMLStreamException {
            while (element()) {
                skip();
            }
        }

        private boolean is(String name) {
            return xml.getLocalName().equals(name);
        }

        private String attribute(String name) {
            String value = xml.getAttributeValue(null, name);
            return value == null ? "" : shortened(value);
        }

        private static String shortened(String text) {
            return Cleaned.text(text, LONGEST_TEXT);
        }

        /** Of an element without children. */
        private String text() throws XMLStreamException {
            var text = new StringBuilder();
            while (xml.hasNext()) {
                switch (xml.next()) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        depth++;
                        skip();
                    }
                    case XMLStreamConstants.END_ELEMENT -> {
                        depth--;
                        return Cleaned.text(text.toString(), LONGEST_ADDRESS).strip();
                    }
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                        if (text.length() <= LONGEST_ADDRESS) {
                            text.append(xml.getText());
                        }
                    }
                    default -> {}
                }
            }
            return "";
        }

        private Dialog dialog() throws XMLStreamException {
            String id = attribute("id");
            String callId = attribute("call-id");
            String direction = attribute("direction").toLowerCase(Locale.ROOT);
            State state = State.TERMINATED;
            String event = "";
            int code = 0;
            Side remote = Side.UNSAID;
            Side local = Side.UNSAID;
            while (element()) {
                if (is("state")) {
                    event = attribute("event").toLowerCase(Locale.ROOT);
                    code = (int) SipMessage.number(attribute("code").strip(), 0);
                    state = state(text());
                } else if (is("remote")) {
                    remote = side();
                } else if (is("local")) {
                    local = side();
                } else {
                    skip();
                }
            }
            return new Dialog(id, callId, direction, state, event, code, remote.party, local.party, local.rendering);
        }

        private static State state(String text) throws XMLStreamException {
            for (State state : State.values()) {
                if (state.name().equalsIgnoreCase(text)) {
                    return state;
                }
            }
            throw new XMLStreamException("an unknown state");
        }

        private record Side(@Nullable Party party, @Nullable Boolean rendering) {
            static final Side UNSAID = new Side(null, null);
        }

        private Side side() throws XMLStreamException {
            @Nullable Party party = null;
            @Nullable Boolean rendering = null;
            while (element()) {
                if (is("identity")) {
                    String name = attribute("display");
                    party = SipIdentity.party(text(), name);
                } else if (is("target")) {
                    rendering = rendering();
                } else {
                    skip();
                }
            }
            return new Side(party, rendering);
        }

        /** Section 4.1.6.1.3; FreeSWITCH 1.10 writes {@code pvalue} for {@code pval}. */
        private @Nullable Boolean rendering() throws XMLStreamException {
            @Nullable Boolean rendering = null;
            while (element()) {
                if (is("param") && attribute("pname").equalsIgnoreCase("+sip.rendering")) {
                    String value = attribute("pval") + attribute("pvalue");
                    rendering = value.equalsIgnoreCase("yes")
                            ? Boolean.TRUE
                            : value.equalsIgnoreCase("no") ? Boolean.FALSE : null;
                }
                skip();
            }
            return rendering;
        }
    }
}
