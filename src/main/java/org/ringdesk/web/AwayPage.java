package org.ringdesk.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.springframework.http.HttpMethod;

/**
 * The page that stands in for another one while the database is away.
 *
 * @param again whether opening the same address again is all that is to be done
 * @param action where the form goes that could not be taken; empty where it cannot be sent again from here
 * @param fields of that form, its security token among them
 */
public record AwayPage(boolean again, String action, List<Field> fields) {
    private static final String FORM = "application/x-www-form-urlencoded";

    /** What a page must not repeat: a form with one of these is filled in anew. */
    private static final List<String> SECRETS = List.of("password", "secret", "token");

    private static final Set<String> TECHNICAL = Set.of("_csrf", "o", "action", "version", "tab");

    public record Field(String name, String value) {
        boolean isSecret() {
            String lower = name.toLowerCase(Locale.ROOT);
            return !value.isEmpty() && SECRETS.stream().anyMatch(lower::contains);
        }

        boolean isTyped() {
            return !value.isBlank() && !TECHNICAL.contains(name);
        }
    }

    static AwayPage of(HttpServletRequest request) {
        String method = request.getMethod();
        if (method.equals(HttpMethod.GET.name()) || method.equals(HttpMethod.HEAD.name())) {
            return new AwayPage(true, "", List.of());
        }
        List<Field> fields = mayBeShown(request) ? fields(request) : List.of();
        return fields.isEmpty() || fields.stream().anyMatch(Field::isSecret)
                ? new AwayPage(false, "", List.of())
                : new AwayPage(false, action(request), fields);
    }

    /** What stands in the form for the eye. */
    public List<Field> typed() {
        return fields.stream().filter(Field::isTyped).toList();
    }

    /** A form of ours, in full: one that another site has sent is not offered for sending again. */
    private static boolean mayBeShown(HttpServletRequest request) {
        String type = Objects.requireNonNullElse(request.getContentType(), "").toLowerCase(Locale.ROOT);
        String site = Objects.requireNonNullElse(request.getHeader("Sec-Fetch-Site"), "same-origin");
        return type.startsWith(FORM) && (site.equals("same-origin") || site.equals("none"));
    }

    private static List<Field> fields(HttpServletRequest request) {
        return request.getParameterMap().entrySet().stream()
                .flatMap(field -> Arrays.stream(field.getValue()).map(value -> new Field(field.getKey(), value)))
                .toList();
    }

    /** Without the query: its parameters are among the fields. */
    private static String action(HttpServletRequest request) {
        return request.getRequestURI();
    }
}
