package org.ringdesk.platform;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.spec.SecretKeySpec;

/** The key by which this installation seals: 32 random bytes, written in Base64. */
final class SealKey {
    private static final int BYTES = 32;

    private final byte[] bytes;

    private SealKey(byte[] bytes) {
        this.bytes = bytes;
    }

    static SealKey fresh() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return new SealKey(bytes);
    }

    /**
     * @param from what the text was read from, for the message
     * @throws StartRefused when it is no key
     */
    static SealKey read(String text, String from) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text.strip());
            if (bytes.length == BYTES) {
                return new SealKey(bytes);
            }
        } catch (IllegalArgumentException notBase64) {
            throw new StartRefused(noKey(from), notBase64);
        }
        throw new StartRefused(noKey(from));
    }

    private static String noKey(String from) {
        return from + " holds no sealing key: 32 bytes in Base64, as 'openssl rand -base64 32' makes them";
    }

    String text() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    SecretKeySpec aes() {
        return new SecretKeySpec(bytes, "AES");
    }

    /** By which a database knows the key that it is used with; nobody can tell the key by it. */
    String fingerprint() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update("ringdesk sealing key".getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest.digest(bytes), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is missing from this Java runtime", e);
        }
    }
}
