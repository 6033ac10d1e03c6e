package org.ringdesk.pbx.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ringdesk.pbx.Connector;
import org.ringdesk.pbx.ConnectorContract;
import org.ringdesk.pbx.FakePbx;
import org.ringdesk.platform.Refused;
import org.springframework.beans.factory.annotation.Autowired;

/** The contract of all connectors, kept over UDP. */
class SipConnectorTest extends ConnectorContract {
    @Autowired
    private SipConnector connector;

    @Override
    protected Connector connector() {
        return connector;
    }

    @Override
    protected FakePbx start() {
        return new FakeSip();
    }

    @ParameterizedTest
    @CsvSource({
        "port, 70000",
        "host, a b",
        "protocol, SCTP",
        "user, a b",
        "user, ''",
        "domain, a@b",
        "extensions, ''",
        "extensions, 210-201",
        "extensions, 1-5000",
        "extensions, 201 <X>"
    })
    void whatCannotWorkIsRefused(String setting, String value) {
        Map<String, String> settings = new HashMap<>(SipSettings.DEFAULTS);
        settings.putAll(Map.of("user", "ringdesk", "extensions", "201, 202;210 - 212\n0301-0302 door_1"));
        connector.check(settings);
        settings.put(setting, value);

        assertThatThrownBy(() -> connector.check(settings)).isInstanceOf(Refused.class);
    }

    @Test
    void extensionsAreAListWithRanges() {
        assertThat(SipSettings.extensions("201, 202;210 - 212\n0301-0302 door_1 201"))
                .containsExactly("201", "202", "210", "211", "212", "0301", "0302", "door_1");
    }
}
