package org.ringdesk.agents;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What somebody typed into a form that could not be taken: enough to show it, and to send it again.
 *
 * @param path where the form goes to
 * @param fields in the form's order of names, without secrets
 */
public record PostedForm(String path, List<Field> fields) {
    private static final String FORM = "application/x-www-form-urlencoded";

    public record Field(String name, String value) {}

    /** The form of a request; empty for anything but a plain form, since nobody typed that. */
    static Optional<PostedForm> of(HttpServletRequest request) {
        String type = request.getContentType();
        if (!request.getMethod().equals("POST")
                || type == null
                || !type.toLowerCase(Locale.ROOT).startsWith(FORM)) {
            return Optional.empty();
        }
        List<Field> fields = request.getParameterMap().entrySet().stream()
                .filter(field -> isShown(field.getKey()))
                .flatMap(field -> Arrays.stream(field.getValue()).map(value -> new Field(field.getKey(), value)))
                .toList();
        return Optional.of(new PostedForm(request.getRequestURI(), fields));
    }

    static PostedForm parse(String text) {
        int end = text.indexOf('?');
        List<Field> fields = Arrays.stream(text.substring(end + 1).split("&"))
                .filter(field -> !field.isEmpty())
                .map(PostedForm::field)
                .toList();
        return new PostedForm(text.substring(0, end), fields);
    }

    /** As it is sealed: path, question mark, body. */
    String text() {
        return path + "?" + body();
    }

    /** As {@code application/x-www-form-urlencoded}. */
    String body() {
        return fields.stream()
                .map(field -> encode(field.name()) + "=" + encode(field.value()))
                .collect(Collectors.joining("&"));
    }

    /** Fields in which something stands. */
    public List<Field> filled() {
        return fields.stream().filter(field -> !field.value().isBlank()).toList();
    }

    private static boolean isShown(String name) {
        return !name.equals("_csrf") && !name.toLowerCase(Locale.ROOT).contains("password");
    }

    private static Field field(String pair) {
        String[] parts = pair.split("=", 2);
        return new Field(decode(parts[0]), parts.length > 1 ? decode(parts[1]) : "");
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
