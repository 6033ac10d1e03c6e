package org.ringdesk.pbx.simulated;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.ringdesk.calls.Call;
import org.ringdesk.calls.CallAction;
import org.ringdesk.calls.Leg;
import org.ringdesk.pbx.CallControl;
import org.ringdesk.pbx.Feed;
import org.springframework.stereotype.Component;

/** Does with pretended calls what agents ask for in the bar. */
@Component
class SimulatedControl implements CallControl {
    private final SimulatedPbx pbx;

    SimulatedControl(SimulatedPbx pbx) {
        this.pbx = pbx;
    }

    @Override
    public String kind() {
        return SimulatedKind.KEY;
    }

    @Override
    public Set<CallAction> may(Feed feed, List<String> lacks) {
        return EnumSet.allOf(CallAction.class);
    }

    @Override
    public void hangUp(Feed feed, Call call, Leg leg) {
        pbx.act(call.id(), "hang up", board -> board.hangUp(leg.party()));
    }

    @Override
    public void transfer(Feed feed, Call call, Leg leg, String number) {
        pbx.transfer(call.id(), leg.party(), number, false);
    }
}
