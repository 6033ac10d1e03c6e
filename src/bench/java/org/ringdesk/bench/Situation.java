package org.ringdesk.bench;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a phone system sent during one recorded situation, to be sent again for other telephones, callers and times, as often as
 * wanted.
 *
 * @param messages in the order in which they came
 */
record Situation(String name, List<Message> messages) {
    /** The telephones of the recordings are 201 to 203. */
    static final int TELEPHONES = 3;

    /** What differs each time: ids, channels' serial numbers, telephones, the caller, microseconds. */
    private static final Pattern VARYING = Pattern.compile("(?<id>\\b[0-9]{10}\\.[0-9]+\\b)|(?<named>\\bctd-[0-9]+\\b)"
            + "|(?<uuid>\\b[0-9a-f]{8}(?=-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\\b))|(?<serial>(?<=-)[0-9a-f]{8}\\b)"
            + "|\\b20(?<telephone>[123])\\b|(?<caller>(?<=\\b|\\b1)6174567890\\b)|(?<micros>\\b17[0-9]{14}\\b)");

    /**
     * A message.
     *
     * @param millis since the situation began
     * @param rings place of the telephone that it says is ringing; -1 for none
     */
    record Message(long millis, int rings, List<Piece> pieces) {
        /** After the last. */
        static final Message END = new Message(0, -1, List.of());

        byte[] bytes(Once once) {
            var text = new StringBuilder();
            pieces.forEach(piece -> piece.write(once, text));
            return text.toString().getBytes(StandardCharsets.UTF_8);
        }
    }

    /**
     * One time that it happens.
     *
     * @param number not the same for any two
     * @param telephones the first of the extensions that stand for 201 to 203
     * @param caller ten digits
     * @param begin microseconds since 1970
     * @param since the same, of the recording
     */
    record Once(int number, int telephones, String caller, long begin, long since) {}

    /** A part of a message. */
    sealed interface Piece {
        void write(Once once, StringBuilder text);

        /** That is always the same. */
        record Literal(String text) implements Piece {
            @Override
            public void write(Once once, StringBuilder to) {
                to.append(text);
            }
        }

        /** The Uniqueid of a channel; its seconds become the number of the time. */
        record Id(String id) implements Piece {
            @Override
            public void write(Once once, StringBuilder to) {
                to.append(1_000_000_000L + once.number()).append(id, id.indexOf('.'), id.length());
            }
        }

        /** An id that whoever originated the call chose. */
        record Named(String id) implements Piece {
            @Override
            public void write(Once once, StringBuilder to) {
                to.append(id).append('-').append(once.number());
            }
        }

        /** The beginning of a UUID, or the number in a channel's name: eight hexadecimal digits. */
        record Serial(long number) implements Piece {
            @Override
            public void write(Once once, StringBuilder to) {
                String digits = Long.toHexString((number + once.number() * 0x9E3779B1L) & 0xFFFF_FFFFL);
                to.repeat('0', 8 - digits.length()).append(digits);
            }
        }

        /** An extension. */
        record Telephone(int place) implements Piece {
            @Override
            public void write(Once once, StringBuilder to) {
                to.append(once.telephones() + place);
            }
        }

        /** The caller's number, without what it begins with. */
        record Caller() implements Piece {
            @Override
            public void write(Once once, StringBuilder to) {
                to.append(once.caller());
            }
        }

        /** A time in microseconds. */
        record Micros(long micros) implements Piece {
            @Override
            public void write(Once once, StringBuilder to) {
                to.append(micros - once.since() + once.begin());
            }
        }
    }

    /** @param written how a text has to be written that is not varied */
    static List<Piece> pieces(String text, UnaryOperator<String> written) {
        List<Piece> pieces = new ArrayList<>();
        Matcher varying = VARYING.matcher(text);
        int from = 0;
        while (varying.find()) {
            pieces.add(new Piece.Literal(written.apply(text.substring(from, varying.start()))));
            pieces.add(piece(varying));
            from = varying.end();
        }
        pieces.add(new Piece.Literal(written.apply(text.substring(from))));
        return pieces;
    }

    private static Piece piece(Matcher varying) {
        String text = varying.group();
        if (varying.group("id") != null) {
            return new Piece.Id(text);
        }
        if (varying.group("named") != null) {
            return new Piece.Named(text);
        }
        if (varying.group("telephone") != null) {
            return new Piece.Telephone(Integer.parseInt(varying.group("telephone")) - 1);
        }
        if (varying.group("caller") != null) {
            return new Piece.Caller();
        }
        return varying.group("micros") != null
                ? new Piece.Micros(Long.parseLong(text))
                : new Piece.Serial(Long.parseLong(text, 16));
    }

    /** How long it takes, in milliseconds. */
    long length() {
        return messages.getLast().millis();
    }

    /** When it was recorded, in microseconds since 1970; 0 where it does not say. */
    long since() {
        return messages.getFirst().pieces().stream()
                .filter(Piece.Micros.class::isInstance)
                .mapToLong(piece -> ((Piece.Micros) piece).micros())
                .findFirst()
                .orElse(0);
    }

    /** When the telephone rings, in milliseconds since the beginning; each time once. */
    List<Long> rings(int telephone) {
        return messages.stream()
                .filter(message -> message.rings() == telephone)
                .map(Message::millis)
                .toList();
    }
}
