package org.ringdesk.web;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.stereotype.Component;

/**
 * The texts of all modules. Remembers each that was found: a page has more than a hundred, and looking for every one of them
 * in every module's file took a twelfth of the Phone Call page's time.
 */
@Component("messageSource")
class Texts extends ResourceBundleMessageSource {
    private final Map<Key, Optional<String>> plain = new ConcurrentHashMap<>();
    private final Map<Key, Optional<MessageFormat>> formats = new ConcurrentHashMap<>();

    Texts(@Value("${spring.messages.basename}") String[] files) {
        setBasenames(files);
        setDefaultEncoding("UTF-8");
        setFallbackToSystemLocale(false);
    }

    private record Key(String code, Locale locale) {}

    @Override
    protected @Nullable String resolveCodeWithoutArguments(String code, Locale locale) {
        var key = new Key(code, locale);
        Optional<String> known = plain.get(key);
        if (known == null) {
            known = Optional.ofNullable(super.resolveCodeWithoutArguments(code, locale));
            plain.put(key, known);
        }
        return known.orElse(null);
    }

    @Override
    protected @Nullable MessageFormat resolveCode(String code, Locale locale) {
        var key = new Key(code, locale);
        Optional<MessageFormat> known = formats.get(key);
        if (known == null) {
            known = Optional.ofNullable(super.resolveCode(code, locale));
            formats.put(key, known);
        }
        return known.orElse(null);
    }
}
