package org.ringdesk.pbx;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.function.IntFunction;

/** Turns what a phone system says into something that nobody who listens should trust. */
final class HostileSpeech {
    /** What is done to it. */
    enum Mood {
        TRUE,
        BITS,
        CONTROL_CHARACTERS,
        CUT,
        DOUBLED,
        LENGTHS,
        ENDLESS_LINE,
        NO_EMPTY_LINES,
        DRIP,
        SILENT,
        HANGS_UP,
        ENDLESS_LIST,
        WRONG_ORDER,
        UNASKED,
        NOISE
    }

    private static final byte[] CONTROLS = {0, 7, 8, 0x1b, 0x7f, (byte) 0xc2, (byte) 0x9b, (byte) 0xed, (byte) 0xa0};
    private static final String[] LENGTHS = {"-1", "1099511627776", "2147483648", "99999999", "0", "1e9", ""};
    private static final int PIECE = 64 * 1024;

    private final IntFunction<String> message;

    /** @param message one that nobody asked for, of its number; kept by whoever listens for as long as it may */
    HostileSpeech(IntFunction<String> message) {
        this.message = message;
    }

    /** Each in turn, so that all are tried. */
    Mood mood(int number) {
        return Mood.values()[number % Mood.values().length];
    }

    void say(byte[] said, int count, Mood mood, Random random, OutputStream out) throws IOException {
        byte[] bytes = Arrays.copyOf(said, count);
        switch (mood) {
            case DRIP -> drip(bytes, out);
            case SILENT -> pause(10_000);
            case HANGS_UP -> throw new IOException("enough");
            case ENDLESS_LINE -> endless(number -> "x".repeat(PIECE), out);
            case ENDLESS_LIST -> {
                out.write(bytes);
                if (random.nextInt(6) == 0) {
                    endless(this::several, out);
                }
            }
            default -> out.write(changed(bytes, mood, random));
        }
        out.flush();
    }

    /** What a datagram, or a piece of a stream, becomes. */
    byte[] changed(byte[] bytes, Mood mood, Random random) {
        return switch (mood) {
            case BITS -> bits(bytes, random);
            case CONTROL_CHARACTERS -> controls(bytes, random);
            case CUT -> Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
            case DOUBLED -> doubled(bytes, 1 + random.nextInt(40));
            case LENGTHS ->
                text(bytes)
                        .replaceAll("(?i)(content-length: *)[0-9]+", "$1" + LENGTHS[random.nextInt(LENGTHS.length)])
                        .getBytes(StandardCharsets.ISO_8859_1);
            case NO_EMPTY_LINES -> text(bytes).replaceAll("(\r?\n)+", "\n").getBytes(StandardCharsets.ISO_8859_1);
            case WRONG_ORDER -> reversed(bytes);
            case UNASKED -> joined(several(random.nextInt(1_000_000)).getBytes(StandardCharsets.UTF_8), bytes);
            case NOISE -> noise(bytes.length, random);
            default -> bytes;
        };
    }

    private String several(int number) {
        var text = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            text.append(message.apply(number * 20 + i));
        }
        return text.toString();
    }

    private static void endless(IntFunction<String> piece, OutputStream out) throws IOException {
        for (int i = 0; ; i++) {
            out.write(piece.apply(i).getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void drip(byte[] bytes, OutputStream out) throws IOException {
        for (byte one : bytes) {
            out.write(one);
            out.flush();
            pause(500);
        }
    }

    private static void pause(long millis) throws IOException {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static byte[] bits(byte[] bytes, Random random) {
        for (int i = random.nextInt(200); i < bytes.length; i += 1 + random.nextInt(200)) {
            bytes[i] ^= (byte) (1 << random.nextInt(8));
        }
        return bytes;
    }

    private static byte[] controls(byte[] bytes, Random random) {
        var out = new ByteArrayOutputStream();
        for (byte one : bytes) {
            out.write(one);
            if (random.nextInt(30) == 0) {
                out.write(CONTROLS[random.nextInt(CONTROLS.length)]);
            }
        }
        return out.toByteArray();
    }

    private static byte[] doubled(byte[] bytes, int times) {
        var out = new ByteArrayOutputStream();
        for (int i = 0; i < times; i++) {
            out.writeBytes(bytes);
        }
        return out.toByteArray();
    }

    /** Its messages from the last to the first. */
    private static byte[] reversed(byte[] bytes) {
        String text = text(bytes);
        String end = text.contains("\r\n\r\n") ? "\r\n\r\n" : "\n\n";
        var messages = Arrays.asList(text.split(end));
        return (String.join(end, messages.reversed()) + end).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] joined(byte[] one, byte[] other) {
        byte[] all = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, all, one.length, other.length);
        return all;
    }

    private static byte[] noise(int length, Random random) {
        var noise = new byte[length];
        random.nextBytes(noise);
        return noise;
    }
}
