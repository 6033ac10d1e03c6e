package org.ringdesk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/** Who leaves a call in progress fails here, and not the tests after it; forms that were left unsaved are thrown away. */
final class TidyDemo implements AfterAllCallback {
    @Override
    public void afterAll(ExtensionContext context) {
        JdbcClient jdbc = SpringExtension.getApplicationContext(context).getBean(JdbcClient.class);
        jdbc.sql("delete from draft").update();
        jdbc.sql("delete from simulated_call").update();
        assertThat(jdbc.sql("update call set state = 'ended', ended_at = now() where state <> 'ended' returning number")
                        .query(String.class)
                        .list())
                .as("calls in progress")
                .isEmpty();
    }
}
