package org.ringdesk.pbx.phone;

import java.util.List;
import org.ringdesk.pbx.FeedKind;
import org.springframework.stereotype.Component;

/** Action URLs of desk phones. */
@Component
class PhoneKind implements FeedKind {
    static final String KEY = "desk-phones";

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
        return 30;
    }

    @Override
    public List<Line> lines(String address, String token) {
        String url = address + "/phone/" + token + "/incoming?";
        return List.of(
                new Line(
                        "snom",
                        url + "remote=$remote&display=$display_remote&call=$call-id&user=$active_user&mac=$mac"),
                new Line(
                        "yealink",
                        url + "remote=$remote&display=$display_remote&call=$call_id&user=$active_user&mac=$mac"),
                new Line("grandstream", url + "remote=$remote&display=$display_remote&user=$active_user&mac=$mac"),
                new Line("mitel", url + "remote=$$REMOTENUMBER$$&display=$$DISPLAYNAME$$&user=$$SIPUSERNAME$$"));
    }

    @Override
    public String manual() {
        return "docs/pbx/desk-phones.md";
    }
}
