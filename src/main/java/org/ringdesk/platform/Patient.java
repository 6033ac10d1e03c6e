package org.ringdesk.platform;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Requests for which the database may take its time, because they write or read much. All others are answered within three
 * seconds. While the database is away these are as quick as any.
 */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Patient {
    /** Why they may take long. */
    String value();
}
