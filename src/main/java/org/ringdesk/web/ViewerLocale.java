package org.ringdesk.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContext;
import org.springframework.context.i18n.SimpleTimeZoneAwareLocaleContext;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.i18n.AbstractLocaleContextResolver;

/**
 * In which language and time zone a request is answered: those of the viewer's account, else the language chosen on the
 * sign-in page or asked for by the browser, and the desk's zone. A program that asks for nothing is answered in English.
 */
@Component(DispatcherServlet.LOCALE_RESOLVER_BEAN_NAME)
class ViewerLocale extends AbstractLocaleContextResolver {
    private final ViewSettings settings;

    ViewerLocale(ViewSettings settings) {
        this.settings = settings;
    }

    /** Whoever looks at the page; null while nobody is signed in, and for programs. */
    static @Nullable Viewer viewer(HttpServletRequest request) {
        return request.getUserPrincipal() instanceof Authentication signedIn
                        && signedIn.getPrincipal() instanceof Viewer known
                ? known
                : null;
    }

    @Override
    public LocaleContext resolveLocaleContext(HttpServletRequest request) {
        Viewer viewer = viewer(request);
        Locale locale = language(request, viewer).locale();
        return new SimpleTimeZoneAwareLocaleContext(locale, TimeZone.getTimeZone(zone(viewer)));
    }

    ZoneId zone(@Nullable Viewer viewer) {
        return Optional.ofNullable(viewer)
                .flatMap(known -> known.preferences().zoneId())
                .orElseGet(settings::zoneId);
    }

    private Language language(HttpServletRequest request, @Nullable Viewer viewer) {
        Language own = viewer == null ? null : viewer.preferences().language();
        if (own != null) {
            return own;
        }
        Optional<Language> asked = Language.accepted(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
        if (request.getRequestURI().startsWith("/api/")) {
            return asked.orElse(Language.ENGLISH);
        }
        return chosen(request).or(() -> asked).orElseGet(settings::fallback);
    }

    private static Optional<Language> chosen(HttpServletRequest request) {
        if (request.getAttribute(LanguageChoice.CHOSEN) instanceof Language justNow) {
            return Optional.of(justNow);
        }
        return BrowserCookies.read(request, LanguageChoice.COOKIE).flatMap(Language::of);
    }

    @Override
    public void setLocaleContext(
            HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable LocaleContext context) {
        throw new UnsupportedOperationException("An account's preferences say it.");
    }
}
