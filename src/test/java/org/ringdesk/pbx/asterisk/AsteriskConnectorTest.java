package org.ringdesk.pbx.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ringdesk.agents.AccountId;
import org.ringdesk.pbx.Connector;
import org.ringdesk.pbx.ConnectorContract;
import org.ringdesk.pbx.FakePbx;
import org.ringdesk.pbx.Feeds;
import org.ringdesk.platform.Refused;
import org.springframework.beans.factory.annotation.Autowired;

/** The contract of all connectors, kept with an Asterisk that is only wire. */
class AsteriskConnectorTest extends ConnectorContract {
    @Autowired
    private AsteriskConnector connector;

    @Autowired
    private AsteriskDialling dialling;

    @Autowired
    private Feeds feeds;

    @Override
    protected Connector connector() {
        return connector;
    }

    @Override
    protected FakePbx start() {
        return new FakeAsterisk();
    }

    @Test
    void aClickOnANumberRingsTheTelephoneAndSaysWhatIsDialled() {
        try (var pbx = new FakeAsterisk()) {
            var feed = feeds.connect(connector, "Dials", pbx.settings(), pbx.secret());

            boolean dialled = dialling.originate(new AccountId(1), "201", "+1 (617) 555-9999");

            assertThat(dialled).isTrue();
            assertThat(pbx.originated).singleElement().satisfies(action -> {
                assertThat(action.text("Channel")).isEqualTo("PJSIP/201");
                assertThat(action.text("Exten")).isEqualTo("9+16175559999");
                assertThat(action.text("CallerID")).isEqualTo("\"+16175559999\" <201>");
                assertThat(action.text("Variable")).isEqualTo("CTI_DIALLED=+16175559999");
            });
            feeds.delete(feed);
        }
    }

    @Test
    void whatCannotWorkIsRefused() {
        for (var wrong :
                Map.of("port", "70000", "host", "a b", "variable", "__CTI_SR").entrySet()) {
            Map<String, String> settings = new HashMap<>(AsteriskSettings.DEFAULTS);
            settings.put(wrong.getKey(), wrong.getValue());
            assertThatThrownBy(() -> connector.check(settings)).isInstanceOf(Refused.class);
        }
    }
}
