package org.ringdesk;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.test.context.ActiveProfiles;

/** A test against the demo as a newcomer starts it: its people, records and sign-ins. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@RingdeskTest
@ActiveProfiles("demo")
public @interface DemoTest {}
