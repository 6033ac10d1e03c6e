package org.ringdesk.pbx;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What agents may have dialled and transfer calls to. A beginning is digits, stars and hashes as dialled, such as
 * {@code 0900}, or with a plus and country code, such as {@code +44}.
 *
 * @param allowed beginnings of the only numbers that may be dialled besides extensions; none for all that are not denied.
 *     What stands here may be dialled even where it costs more, or is a code of the phone system
 * @param denied beginnings that may not be dialled, whatever else allows them
 * @param premium whether numbers at premium rate, at shared cost, and of satellites may be dialled
 */
@ConfigurationProperties("ringdesk.dialling")
record DiallingSettings(
        @DefaultValue List<String> allowed,
        @DefaultValue List<String> denied,
        @DefaultValue("false") boolean premium) {
    DiallingSettings {
        allowed = allowed.stream()
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList();
        denied = denied.stream()
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList();
        Stream.concat(allowed.stream(), denied.stream())
                .filter(text -> !text.matches("[+]?[0-9*#]{1,20}"))
                .findFirst()
                .ifPresent(text -> {
                    throw new IllegalArgumentException(
                            "The settings ringdesk.dialling.allowed and .denied hold '%s', but have to hold beginnings of numbers such as 0900, +44 or *72."
                                    .formatted(text));
                });
    }
}
