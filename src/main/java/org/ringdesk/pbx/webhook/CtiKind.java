package org.ringdesk.pbx.webhook;

import java.util.List;
import org.ringdesk.pbx.FeedKind;
import org.springframework.stereotype.Component;

/** The event contract of Zammad's generic CTI. */
@Component
class CtiKind implements FeedKind {
    static final String KEY = "generic-cti";

    @Override
    public String key() {
        return KEY;
    }

    @Override
    public Access access() {
        return Access.TOKEN;
    }

    @Override
    public int order() {
        return 10;
    }

    @Override
    public List<Line> lines(String address, String token) {
        String url = address + "/api/v1/cti/" + token;
        return List.of(
                new Line("address", url),
                new Line(
                        "try",
                        "curl " + url + " -d event=newCall -d from=6175550142 -d to=200 -d direction=in"
                                + " -d callId=test-1 -d 'user[]=201'"));
    }

    @Override
    public String manual() {
        return "docs/pbx/generic-cti.md";
    }
}
