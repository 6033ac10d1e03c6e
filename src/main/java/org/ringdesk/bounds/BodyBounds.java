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
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The first of all filters: refuses bodies that are too large before a byte of them is read, and reads the forms of clients
 * that nobody knows.
 */
@Component
class BodyBounds extends OncePerRequestFilter implements Ordered {
    private static final Pattern FOR_PROGRAMS = Pattern.compile("/(api|phone)/");

    private final ConnectionGate gate;
    private final BoundsSettings settings;
    private final Supplier<List<KnownClient>> clients;
    private final Map<String, LargeBody> large;

    BodyBounds(
            ConnectionGate gate, BoundsSettings settings, ObjectProvider<KnownClient> clients, List<LargeBody> large) {
        this.gate = gate;
        this.settings = settings;
        // They need what is not there yet when the first filter is made.
        this.clients = SingletonSupplier.of(() -> clients.orderedStream().toList());
        this.large = large.stream().collect(Collectors.toMap(LargeBody::path, Function.identity()));
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<String> known = known(request);
        known.ifPresent(name -> request.setAttribute(RequestTurns.KNOWN, name));
        var body = new SentBody(
                request, largest(request, known.isPresent()), known.isPresent(), large.get(request.getRequestURI()));
        Optional<HttpStatus> refused = body.refused();
        if (refused.isPresent()) {
            response.setHeader(HttpHeaders.CONNECTION, "close");
            response.sendError(refused.get().value());
        } else {
            readable(body, known.isPresent(), response, chain);
        }
    }

    /** What cannot be decoded is found wherever a parameter is first asked for; anybody can send it, so nothing is logged. */
    private static void readable(SentBody body, boolean known, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            HttpServletRequest request = body.bounded();
            if (!known && body.isForm()) {
                read(request);
            }
            chain.doFilter(request, response);
        } catch (InvalidParameterException e) {
            refuse(e, response);
        } catch (ServletException e) {
            if (!(e.getRootCause() instanceof InvalidParameterException invalid)) {
                throw e;
            }
            refuse(invalid, response);
        }
    }

    /** A client that went away in the middle of its form has an answer already, which nobody reads. */
    private static void refuse(InvalidParameterException why, HttpServletResponse response) throws IOException {
        if (!response.isCommitted()) {
            response.sendError(why.getErrorCode());
        }
    }

    /** A page's form is read first: whoever sends it slowly must not hold a turn meanwhile. Programs' are read by who takes them. */
    private static void read(HttpServletRequest request) throws IOException {
        if (!FOR_PROGRAMS.matcher(request.getRequestURI()).lookingAt()) {
            if (request.getCharacterEncoding() == null) {
                request.setCharacterEncoding(StandardCharsets.UTF_8.name());
            }
            request.getParameterMap();
        }
    }

    private Optional<String> known(HttpServletRequest request) {
        Optional<String> name = clients.get().stream()
                .flatMap(client -> client.name(request).stream())
                .findFirst();
        if (name.isPresent() && request.getAttribute(ConnectionGate.ATTRIBUTE) instanceof ClientConnection connection) {
            gate.know(connection, name.get());
        }
        return name;
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
