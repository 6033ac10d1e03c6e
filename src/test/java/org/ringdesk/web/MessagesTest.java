package org.ringdesk.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every text stands in every language, says the same facts, and is no left-over of another language. */
class MessagesTest {
    private static final Path MESSAGES = Path.of("src/main/resources/messages");
    private static final Path TEMPLATES = Path.of("src/main/jte");

    /** Words that are German, too. Whoever adds one has looked at it. */
    private static final Set<String> SAME = Set.of(
            "API",
            "Asterisk",
            "FreeSWITCH",
            "LDAP",
            "Name",
            "Person",
            "Port",
            "Portal",
            "Problem",
            "SCIM",
            "Status",
            "VIP",
            "VIPs",
            "Agent",
            "Administrator");

    /** What no apostrophe in a text with arguments may do: hide the rest of the text. */
    private static final Pattern LONE_APOSTROPHE = Pattern.compile("(?<!')'(?:'')*(?!')");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\d+)");

    /** Letters between tags that no expression wrote; the product's name and keys are the same in all languages. */
    private static final Pattern LITERAL = Pattern.compile(">[^<>${}@]*?([A-Za-z]{2,})[^<>${}@]*?<");

    private static final Set<String> SAME_EVERYWHERE = Set.of("Ringdesk", "Esc", "Ctrl", "wbr");

    static Stream<Path> modules() throws IOException {
        try (Stream<Path> files = Files.list(MESSAGES)) {
            return files.filter(file -> !file.toString().contains("_")).toList().stream();
        }
    }

    static Stream<Path> templates() throws IOException {
        try (Stream<Path> files = Files.walk(TEMPLATES)) {
            return files.filter(file -> file.toString().endsWith(".jte")).toList().stream();
        }
    }

    private static Properties german(Path english) {
        return read(english.resolveSibling(english.getFileName().toString().replace(".properties", "_de.properties")));
    }

    private static Properties read(Path file) {
        var texts = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            texts.load(reader);
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("modules")
    void germanHasEveryText(Path module) {
        assertThat(new TreeSet<>(german(module).stringPropertyNames()))
                .isEqualTo(new TreeSet<>(read(module).stringPropertyNames()));
    }

    @ParameterizedTest
    @MethodSource("modules")
    void germanSaysTheSameFacts(Path module) {
        Properties german = german(module);
        read(module)
                .forEach((key, text) -> assertThat(placeholders(german.getProperty(key.toString(), "")))
                        .as("%s", key)
                        .isEqualTo(placeholders(text.toString())));
    }

    @ParameterizedTest
    @MethodSource("modules")
    void germanIsNotEnglish(Path module) {
        Properties german = german(module);
        read(module).forEach((key, text) -> {
            if (text.equals(german.getProperty(key.toString())) && !isSame(key.toString(), text.toString())) {
                throw new AssertionError(key + " is “" + text + "” in both languages");
            }
        });
    }

    /** Facts alone, names of fields, sentences of the demo that are a person's name. */
    private static boolean isSame(String key, String text) {
        return SAME.contains(text)
                || !text.replaceAll("\\{[^}]*}", "").matches("(?s).*\\p{L}{2}.*")
                || (key.startsWith("demo.")
                        && (text.matches("[A-Z]\\p{L}+ [A-Z]\\p{L}+( in \\p{L}+)?") || text.matches("[\\w=]+")));
    }

    @ParameterizedTest
    @MethodSource("modules")
    void apostrophesAreDoubledWhereTheyWouldHideFacts(Path module) {
        Stream.of(read(module), german(module))
                .forEach(texts -> texts.forEach((key, text) -> {
                    if (!placeholders(text.toString()).isEmpty()) {
                        assertThat(LONE_APOSTROPHE.matcher(text.toString()).find())
                                .as("%s: %s", key, text)
                                .isFalse();
                    }
                }));
    }

    @ParameterizedTest
    @MethodSource("modules")
    void germanQuotesAreGerman(Path module) {
        german(module)
                .forEach((key, text) -> assertThat(text.toString())
                        .as("%s", key)
                        .doesNotContainPattern("[^„\\p{L}]“[\\p{L}{]")
                        .doesNotContain("”", " \"", "...")
                        .doesNotContainPattern("(?i)\\bdu\\b|\\bdein"));
    }

    @ParameterizedTest
    @MethodSource("templates")
    void templatesHoldNoTextOfTheirOwn(Path template) throws IOException {
        String written = Files.readString(template)
                .replaceAll("(?s)<%--.*?--%>", "")
                .replaceAll("(?m)^\\s*(@(param|import|if|for|else|elseif|endif|endfor|template)|!\\{|\\w+ = ).*$", "")
                .replaceAll("\\$(unsafe)?\\{(?:[^{}]|\\{[^{}]*})*}", "")
                .replaceAll("(?s)<!doctype.*?>", "");
        Set<String> literals = LITERAL.matcher(written)
                .results()
                .map(found -> Objects.requireNonNull(found.group(1)))
                .filter(word -> !SAME_EVERYWHERE.contains(word))
                .collect(Collectors.toSet());
        assertThat(literals).isEmpty();
        assertThat(written).doesNotContainPattern("(?:aria-label|placeholder|title|alt)=\"[A-Za-z]");
    }

    @ParameterizedTest
    @MethodSource("modules")
    void keysBeginWithTheirModule(Path module) {
        String name = module.getFileName().toString().replace(".properties", "");
        assertThat(read(module).stringPropertyNames())
                .allMatch(key -> key.startsWith(name + ".") || (name.equals("web") && key.startsWith("time.")))
                .allMatch(key ->
                        key.equals(key.strip()) && !key.toUpperCase(Locale.ROOT).equals(key));
    }

    private static Set<String> placeholders(String text) {
        return PLACEHOLDER
                .matcher(text)
                .results()
                .map(found -> Objects.requireNonNull(found.group(1)))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
