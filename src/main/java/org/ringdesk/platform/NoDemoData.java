package org.ringdesk.platform;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Keeps the demo's sign-ins and its token, which everybody knows, from being served as an installation's own. */
@Component
@Profile("!demo")
class NoDemoData {
    /** @throws StartRefused when the database was filled by the demo */
    NoDemoData(Facts facts) {
        if (facts.find("demo.data").isPresent()) {
            throw new StartRefused("the data are the demo's, with sign-ins that everybody knows; "
                    + "open them with ./ringdesk demo, or choose another data directory with --data");
        }
    }
}
