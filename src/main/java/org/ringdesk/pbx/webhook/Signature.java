package org.ringdesk.pbx.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The header {@code Ringdesk-Signature: t=SECONDS,v1=HEX}: HMAC-SHA-256 with the feed's secret over the time, a dot and the
 * body.
 *
 * @param at in seconds since 1970, as signed
 * @param codes there may be several while a secret is being changed
 */
record Signature(String at, List<String> codes) {
    static final String HEADER = "Ringdesk-Signature";

    /** The time may be off by so much. */
    static final Duration WINDOW = Duration.ofMinutes(5);

    static Signature of(@Nullable String header) {
        String at = "";
        List<String> codes = new ArrayList<>();
        for (String part : header == null ? new String[0] : header.split(",", 10)) {
            String trimmed = part.strip();
            if (trimmed.startsWith("t=")) {
                at = trimmed.substring(2);
            } else if (trimmed.startsWith("v1=")) {
                codes.add(trimmed.substring(3));
            }
        }
        return new Signature(at, codes);
    }

    boolean timely(Instant now) {
        if (!at.matches("[0-9]{1,12}")) {
            return false;
        }
        return Duration.between(Instant.ofEpochSecond(Long.parseLong(at)), now)
                        .abs()
                        .compareTo(WINDOW)
                <= 0;
    }

    boolean proves(String secret, byte[] body) {
        byte[] expected = hmac(secret, at, body).getBytes(StandardCharsets.US_ASCII);
        return codes.stream()
                .map(code -> code.getBytes(StandardCharsets.UTF_8))
                .anyMatch(code -> MessageDigest.isEqual(code, expected));
    }

    static String hmac(String secret, String at, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update((at + '.').getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has HmacSHA256", e);
        }
    }
}
