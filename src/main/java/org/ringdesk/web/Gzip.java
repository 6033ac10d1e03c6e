package org.ringdesk.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * Compresses pages at the fastest level, which Tomcat cannot be told: of the Phone Call page's 28 kB it makes 7.3 in 0.07
 * ms, where the usual level makes 6.3 in 0.33 ms.
 *
 * <p>The length of a compressed page tells nothing of its CSRF token (BREACH): Spring Security masks the token anew in each
 * answer.
 */
final class Gzip {
    private static final int SMALLEST = 1024;

    private Gzip() {}

    static boolean fits(HttpServletRequest request, byte[] page) {
        return page.length >= SMALLEST && accepted(request.getHeader(HttpHeaders.ACCEPT_ENCODING));
    }

    /** Whoever grades encodings (RFC 9110, section 12.5.3) so far as to refuse this one gets none. */
    private static boolean accepted(@Nullable String encodings) {
        if (encodings == null) {
            return false;
        }
        String plain = encodings.toLowerCase(Locale.ROOT).replace(" ", "");
        return plain.contains("gzip") && !plain.matches(".*gzip;q=0(\\.0*)?(,.*)?");
    }

    static byte[] compress(byte[] page) {
        var compressed = new ByteArrayOutputStream(page.length / 3);
        try (var gzip = new Fast(compressed)) {
            gzip.write(page);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return compressed.toByteArray();
    }

    private static final class Fast extends GZIPOutputStream {
        Fast(ByteArrayOutputStream out) throws IOException {
            super(out);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
