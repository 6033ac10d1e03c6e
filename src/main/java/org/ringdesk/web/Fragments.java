package org.ringdesk.web;

import gg.jte.Content;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.Utf8ByteOutput;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;

/** Parts of pages that are the same for every viewer of a language, rendered once for the value that they show. */
public final class Fragments {
    private final Map<Object, Map<Locale, byte[]>> rendered = Collections.synchronizedMap(new WeakHashMap<>());

    Fragments() {}

    /**
     * @param shown all that the part shows besides texts; what was rendered is forgotten with it
     * @param content rendered at the first time
     */
    Content of(Object shown, Locale locale, Content content) {
        byte[] bytes = rendered.computeIfAbsent(shown, value -> new ConcurrentHashMap<>())
                .computeIfAbsent(locale, language -> {
                    var output = new Utf8ByteOutput();
                    content.writeTo(new OwaspHtmlTemplateOutput(output));
                    return output.toByteArray();
                });
        return output -> output.writeBinaryContent(bytes);
    }
}
