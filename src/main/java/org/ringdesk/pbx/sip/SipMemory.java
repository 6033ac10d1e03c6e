package org.ringdesk.pbx.sip;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ringdesk.calls.Call;
import org.ringdesk.calls.Leg;
import org.ringdesk.calls.Role;

/**
 * Takes up what was told before a restart, or by another node. Where one dialog stands for all calls of an extension, a
 * phone system does not say again who is on the other side.
 */
final class SipMemory {
    /** How a leg is named: extension, dialog and time, and the other side of one that was dialled. */
    private static final Pattern LEG = Pattern.compile("([^/]+)/(.+)/([0-9]+)(/far)?(#[0-9]+)?", Pattern.DOTALL);

    private SipMemory() {}

    /**
     * @param key what the call was told as
     * @param watched whether an extension is still told of
     */
    static void resume(SipCalls calls, Call call, String key, Predicate<String> watched) {
        var known = new SipCall(key, call.direction(), call.startedAt(), call.number(), call.name());
        known.withheld = call.number().equals("anonymous");
        known.number = known.withheld ? "" : call.number();
        known.dialled = call.dialled();
        known.answered = call.answeredAt() != null;
        Map<String, SipLeg> taken = new HashMap<>();
        for (Leg leg : call.legs()) {
            Matcher name = LEG.matcher(leg.id());
            if (leg.open() && name.matches() && name.group(4) == null && watched.test(leg.party())) {
                SipLeg resumed = leg(leg, withoutTry(leg.id()), known);
                taken.put(resumed.id, resumed);
                calls.resume(resumed, name.group(2), known);
            }
        }
        call.legs().stream()
                .filter(leg -> leg.open() && leg.id().endsWith("/far"))
                .forEach(leg -> far(leg, taken, known));
    }

    private static void far(Leg leg, Map<String, SipLeg> taken, SipCall known) {
        @Nullable SipLeg near = taken.get(leg.id().substring(0, leg.id().length() - "/far".length()));
        if (near != null) {
            near.far = leg(leg, leg.id(), known);
            known.add(near.far);
        }
    }

    private static String withoutTry(String id) {
        int hash = id.lastIndexOf('#');
        return hash > id.lastIndexOf('/') ? id.substring(0, hash) : id;
    }

    private static SipLeg leg(Leg leg, String id, SipCall call) {
        String dialled = leg.role() == Role.CALLER ? call.dialled : "";
        var resumed = new SipLeg(id, leg.party(), call.since, "", dialled);
        resumed.role = leg.role();
        resumed.rangAt = leg.rangAt();
        resumed.answeredAt = leg.answeredAt();
        resumed.held = leg.held();
        resumed.confirmed = leg.answeredAt() != null || leg.role() == Role.CALLER;
        return resumed;
    }
}
