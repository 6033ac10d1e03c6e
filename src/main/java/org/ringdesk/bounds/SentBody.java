package org.ringdesk.bounds;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringdesk.platform.Refused;
import org.springframework.http.HttpStatus;

/** What a request says of its body, and the body itself as far as it may be read. */
final class SentBody {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String MULTIPART = "multipart/";

    private final HttpServletRequest request;
    private final long largest;
    private final boolean known;
    private final @Nullable LargeBody exception;

    SentBody(HttpServletRequest request, long largest, boolean known, @Nullable LargeBody exception) {
        this.request = request;
        this.largest = largest;
        this.known = known;
        this.exception = exception;
    }

    /** Why it is not even looked at. */
    Optional<HttpStatus> refused() {
        if (request.getContentLengthLong() > largest) {
            return Optional.of(HttpStatus.CONTENT_TOO_LARGE);
        }
        if (isA(MULTIPART) && (exception == null || !exception.multipart())) {
            return Optional.of(HttpStatus.UNSUPPORTED_MEDIA_TYPE);
        }
        // A form of unknown length is collected in memory as it comes; browsers always say how long theirs is.
        boolean endless = request.getContentLengthLong() < 0 && request.getHeader("Transfer-Encoding") != null;
        return endless && !known && (isForm() || isA(MULTIPART))
                ? Optional.of(HttpStatus.LENGTH_REQUIRED)
                : Optional.empty();
    }

    boolean isForm() {
        return isA(FORM);
    }

    private boolean isA(String type) {
        String sent = request.getContentType();
        return sent != null && sent.strip().toLowerCase(Locale.ROOT).startsWith(type);
    }

    /** The request with a body that ends in a refusal where it is longer than it may be. */
    HttpServletRequest bounded() {
        return request.getContentLengthLong() < 0 && request.getHeader("Transfer-Encoding") != null
                ? new Bounded(request, largest)
                : request;
    }

    private static final class Bounded extends HttpServletRequestWrapper {
        private final long largest;
        private @Nullable ServletInputStream counted;

        Bounded(HttpServletRequest request, long largest) {
            super(request);
            this.largest = largest;
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            if (counted == null) {
                counted = new Counted(super.getInputStream(), largest);
            }
            return counted;
        }

        @Override
        public BufferedReader getReader() throws IOException {
            String encoding = getCharacterEncoding();
            return new BufferedReader(new InputStreamReader(
                    getInputStream(), encoding == null ? StandardCharsets.UTF_8.name() : encoding));
        }
    }

    private static final class Counted extends ServletInputStream {
        private final ServletInputStream from;
        private long left;

        Counted(ServletInputStream from, long largest) {
            this.from = from;
            this.left = largest;
        }

        @Override
        public int read() throws IOException {
            int read = from.read();
            count(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = from.read(bytes, offset, length);
            count(Math.max(0, read));
            return read;
        }

        private void count(int read) {
            left -= read;
            if (left < 0) {
                throw new Refused(HttpStatus.CONTENT_TOO_LARGE, "web.refused.413");
            }
        }

        @Override
        public boolean isFinished() {
            return from.isFinished();
        }

        @Override
        public boolean isReady() {
            return from.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            from.setReadListener(listener);
        }
    }
}
