package org.ringdesk.bounds;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The first of all filters: refuses bodies that are too large before a byte of them is read, and lets only so many requests
 * of clients that nobody knows be worked on at once, so that a flood of them waits while agents' requests do not.
 */
@Component
class BodyBounds extends OncePerRequestFilter implements Ordered {
    private static final String RETRY_SECONDS = "5";
    private static final Pattern FOR_PROGRAMS = Pattern.compile("/(api|phone)/");

    private final ConnectionGate gate;
    private final BoundsSettings settings;
    private final ObjectProvider<KnownClient> clients;
    private final Map<String, LargeBody> large;
    private final Semaphore turns;

    BodyBounds(
            ConnectionGate gate, BoundsSettings settings, ObjectProvider<KnownClient> clients, List<LargeBody> large) {
        this.gate = gate;
        this.settings = settings;
        this.clients = clients;
        this.large = large.stream().collect(Collectors.toMap(LargeBody::path, Function.identity()));
        this.turns = new Semaphore(settings.requestsAtOnce(), true);
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean known = isKnown(request);
        var body = new SentBody(request, largest(request, known), known, large.get(request.getRequestURI()));
        Optional<HttpStatus> refused = body.refused();
        if (refused.isPresent()) {
            response.setHeader(HttpHeaders.CONNECTION, "close");
            response.sendError(refused.get().value());
        } else {
            readable(body, known, response, chain);
        }
    }

    /** What cannot be decoded is found wherever a parameter is first asked for; anybody can send it, so nothing is logged. */
    private void readable(SentBody body, boolean known, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            if (known) {
                chain.doFilter(body.bounded(), response);
            } else {
                inTurn(body, response, chain);
            }
        } catch (InvalidParameterException e) {
            response.sendError(e.getErrorCode());
        }
    }

    /** A page's form is read first: whoever sends it slowly must not hold a turn meanwhile. Programs' are read by who takes them. */
    private void inTurn(SentBody body, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest request = body.bounded();
        if (body.isForm() && !FOR_PROGRAMS.matcher(request.getRequestURI()).lookingAt()) {
            if (request.getCharacterEncoding() == null) {
                request.setCharacterEncoding(StandardCharsets.UTF_8.name());
            }
            request.getParameterMap();
        }
        if (!turn()) {
            response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            return;
        }
        try {
            chain.doFilter(request, response);
        } finally {
            turns.release();
        }
    }

    private boolean turn() {
        try {
            return turns.tryAcquire(settings.patience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean isKnown(HttpServletRequest request) {
        Optional<String> name = clients.orderedStream()
                .flatMap(client -> client.name(request).stream())
                .findFirst();
        if (name.isPresent() && request.getAttribute(ConnectionGate.ATTRIBUTE) instanceof ClientConnection connection) {
            gate.know(connection, name.get());
        }
        return name.isPresent();
    }

    private long largest(HttpServletRequest request, boolean known) {
        LargeBody exception = large.get(request.getRequestURI());
        if (!known) {
            return settings.unknownBody().toBytes();
        }
        return exception != null && request.getMethod().toUpperCase(Locale.ROOT).equals("POST")
                ? exception.largest().toBytes()
                : settings.largestBody().toBytes();
    }
}
