package org.ringdesk.browser;

import java.net.URI;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.http.server.PathContainer;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;

/** The addresses that a browser may ask for, as the controllers declare them, and which of them were asked for. */
final class Routes {
    /** What is no page, and why. */
    private static final Map<String, String> NO_PAGES = Map.ofEntries(
            Map.entry("/error", "shown at the address that failed"),
            Map.entry("/login/again", "shown at the address of a form that was refused"),
            Map.entry("/unsaved/again", "shown at the address of a form that was refused"),
            Map.entry("/refused", "shown at the address that was refused"),
            Map.entry("/records/recover", "a form that came back from a sign-in is sent here"),
            Map.entry("/records/resume", "a form that came back from a sign-in is shown here"),
            Map.entry("/records/export", "a file"),
            Map.entry("/live", "a stream of events"),
            Map.entry("/phone/{token}/{event}", "for desk phones"),
            Map.entry("/simulator/calls", "a part of a page"),
            Map.entry("/calls/{id}/targets", "a part of a page"),
            Map.entry("/calls/agents/list", "a part of a page"),
            Map.entry("/records/new/call", "a part of a page"),
            Map.entry("/calls/{id}/form", "leads on to a form or a record"),
            Map.entry("/test/broken", "a page of the tests, broken on purpose"),
            Map.entry("/people/options", "lines of a list of suggestions"),
            Map.entry("/people/import/jobs/{id}/rejected.csv", "a file"));

    private final Set<PathPattern> patterns;
    private final Set<String> asked = new TreeSet<>();

    Routes(RequestMappingHandlerMapping mapping) {
        patterns = mapping.getHandlerMethods().keySet().stream()
                .filter(Routes::answersGet)
                .flatMap(info -> Optional.ofNullable(info.getPathPatternsCondition()).stream())
                .flatMap(condition -> condition.getPatterns().stream())
                .filter(pattern -> !pattern.getPatternString().matches("/(api|actuator)/.*"))
                .collect(Collectors.toSet());
    }

    private static boolean answersGet(RequestMappingInfo info) {
        Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
        return methods.isEmpty() || methods.contains(RequestMethod.GET);
    }

    /** Remembers that the address was asked for, and says which pattern answers it; its path if none does. */
    String asked(URI address) {
        String pattern = pattern(address);
        asked.add(pattern);
        return pattern;
    }

    /** Of the controllers' patterns the one that fits best. */
    String pattern(URI address) {
        PathContainer path = PathContainer.parsePath(address.getRawPath());
        return patterns.stream()
                .filter(pattern -> pattern.matches(path))
                .min(Comparator.naturalOrder())
                .map(PathPattern::getPatternString)
                .orElseGet(address::getPath);
    }

    /** A page that has no file's or fragment's address. */
    boolean isPage(URI address) {
        return !NO_PAGES.containsKey(pattern(address)) && !address.getRawPath().endsWith(".csv");
    }

    /** The pages that nobody looked at. */
    Set<String> missed() {
        return patterns.stream()
                .map(PathPattern::getPatternString)
                .filter(pattern -> !asked.contains(pattern) && !NO_PAGES.containsKey(pattern))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What stands in the list of exceptions and does not exist any more. */
    Set<String> outdated() {
        Set<String> known = patterns.stream().map(PathPattern::getPatternString).collect(Collectors.toSet());
        return NO_PAGES.keySet().stream()
                .filter(pattern -> !known.contains(pattern))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
