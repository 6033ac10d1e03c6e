package org.ringdesk.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.http.HttpHeaders;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.ViewResolver;
import org.springframework.web.servlet.resource.ResourceUrlProvider;
import org.springframework.web.servlet.support.RequestContextUtils;

/**
 * Resolves a view name such as {@code records/list} to the template of that path, compiled with the code. Its bean's name
 * keeps Spring Boot's choice of views by the Accept header out: a page is HTML whatever the browser says.
 */
@Component("viewResolver")
class JteViews implements ViewResolver, Ordered {
    private final TemplateEngine engine =
            TemplateEngine.createPrecompiled(null, ContentType.Html, null, "ringdeskpages");
    private final MessageSource messages;
    private final ResourceUrlProvider resources;
    private final ViewerLocale viewerLocale;
    private final Set<String> features;
    private final List<Feature> changing;
    private final Fragments fragments = new Fragments();
    // The files do not change while Ringdesk runs, and finding one's hash walks through every resolver.
    private final Map<String, String> addresses = new ConcurrentHashMap<>();

    JteViews(
            MessageSource messages,
            ResourceUrlProvider mvcResourceUrlProvider,
            ViewerLocale viewerLocale,
            Environment environment,
            List<Feature> changing) {
        this.changing = changing;
        this.messages = messages;
        this.resources = mvcResourceUrlProvider;
        this.viewerLocale = viewerLocale;
        this.features = environment.acceptsProfiles(Profiles.of("demo")) ? Set.of("demo") : Set.of();
    }

    @Override
    public @Nullable View resolveViewName(String viewName, Locale locale) {
        String template = viewName + ".jte";
        return engine.hasTemplate(template)
                ? (model, request, response) -> render(template, model, request, response)
                : null;
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 10;
    }

    /** Writes a page without a controller: for a filter, and without anything that only the database knows. */
    void write(String viewName, Map<String, ?> model, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        send(viewName + ".jte", model, ui(request, Set.of()), request, response);
    }

    private void render(
            String template, @Nullable Map<String, ?> model, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        send(template, model == null ? Map.of() : model, ui(request, features()), request, response);
    }

    private void send(
            String template, Map<String, ?> model, Ui ui, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Map<String, Object> params = new HashMap<>(model);
        params.put("ui", ui);
        var output = new Utf8ByteOutput();
        engine.render(template, params, output);
        byte[] page = output.toByteArray();
        response.setContentType("text/html;charset=UTF-8");
        response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        if (Gzip.fits(request, page)) {
            response.setHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
            page = Gzip.compress(page);
        }
        // In one piece: each write goes through every filter's wrapper around the response.
        response.setContentLength(page.length);
        response.getOutputStream().write(page);
    }

    private Ui ui(HttpServletRequest request, Set<String> switchedOn) {
        Viewer viewer = ViewerLocale.viewer(request);
        String csrf =
                request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token ? token.getToken() : "";
        Locale locale = viewerLocale.resolveLocale(request);
        return new Ui(
                messages,
                locale,
                viewerLocale.zone(viewer),
                viewerLocale.zone(null),
                viewer,
                csrf,
                this::address,
                switchedOn,
                fragments,
                flash(request, locale));
    }

    private Set<String> features() {
        return Stream.concat(
                        features.stream(), changing.stream().filter(Feature::on).map(Feature::name))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The flash attribute {@code flash} of a redirect: a message, or the key of one without arguments. */
    private String flash(HttpServletRequest request, Locale locale) {
        Map<String, ?> handedOver = RequestContextUtils.getInputFlashMap(request);
        Object flash = handedOver == null ? null : handedOver.get("flash");
        if (flash instanceof MessageSourceResolvable message) {
            return messages.getMessage(message, locale);
        }
        return flash instanceof String key ? messages.getMessage(key, null, locale) : "";
    }

    private String address(String path) {
        return addresses.computeIfAbsent(
                path, file -> Objects.requireNonNullElse(resources.getForLookupPath(file), file));
    }
}
