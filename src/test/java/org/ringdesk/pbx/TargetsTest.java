package org.ringdesk.pbx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetsTest {
    /** What a name resolves to goes the same way. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "2852039166",
                "::ffff:169.254.1.1",
                "fe80::1",
                "239.1.2.3",
                "0.0.0.0",
                "0.1.2.3",
                "::"
            })
    void noConnectionIsMadeToAddressesThatAreNoPhoneSystems(String host) {
        assertThatThrownBy(() -> Targets.of(host, 5038)).isInstanceOf(Targets.Denied.class);
        assertThat(ConnectionFailed.of(new Targets.Denied(), host, 5038).lasting())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1", "::1", "10.0.0.7", "192.168.1.10", "fd00::1", "203.0.113.9"})
    void connectionsGoToTheAddressThatWasLookedAt(String host) throws IOException {
        assertThat(Targets.of(host, 5038).isUnresolved()).isFalse();
    }
}
