package org.ringdesk;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.test.context.ActiveProfiles;

/**
 * A test against the demo as a newcomer starts it: its people, records and sign-ins. All share one, so a test
 * ends the calls that it makes.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@RingdeskTest
@ActiveProfiles("demo")
@ExtendWith(TidyDemo.class)
public @interface DemoTest {}
