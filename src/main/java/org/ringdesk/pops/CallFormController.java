package org.ringdesk.pops;

import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.ringdesk.agents.SignedIn;
import org.ringdesk.calls.Call;
import org.ringdesk.calls.CallId;
import org.ringdesk.calls.CallRecords;
import org.ringdesk.calls.Calls;
import org.ringdesk.people.PassedField;
import org.ringdesk.platform.Refused;
import org.ringdesk.records.Opening;
import org.ringdesk.records.Openings;
import org.ringdesk.records.Reader;
import org.ringdesk.records.RecordId;
import org.ringdesk.records.RecordType;
import org.ringdesk.records.Records;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Leads from a call to its Phone Call form, to what was written down of it, or to the record whose number the
 * caller keyed; like a link, it writes nothing. */
@Controller
class CallFormController {
    private static final String RECORD_NUMBER = "0*[1-9][0-9]{0,17}#?";

    private final Calls calls;
    private final CallRecords links;
    private final Records records;
    private final Openings openings;

    CallFormController(Calls calls, CallRecords links, Records records, Openings openings) {
        this.links = links;
        this.calls = calls;
        this.records = records;
        this.openings = openings;
    }

    @GetMapping("/calls/{id}/form")
    ResponseEntity<Void> open(@PathVariable long id, @AuthenticationPrincipal SignedIn me) {
        Call call = calls.find(new CallId(id)).orElseThrow(CallFormController::gone);
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create(address(call, me)))
                .build();
    }

    private String address(Call call, SignedIn me) {
        Opening opening = opening(call);
        return Stream.concat(written(call, me), keyed(call, me))
                .map(record -> "/records/" + record + "?o=" + openings.seal(opening))
                .findFirst()
                .orElseGet(() -> openings.address(opening));
    }

    private Stream<Long> written(Call call, SignedIn me) {
        return links.of(call.id()).stream().filter(number -> records.visible(new RecordId(number), Reader.of(me)));
    }

    private Stream<Long> keyed(Call call, SignedIn me) {
        return Stream.of(call.digits())
                .filter(digits -> digits.matches(RECORD_NUMBER))
                .map(digits -> Long.valueOf(digits.replace("#", "")))
                .filter(number -> records.visible(new RecordId(number), Reader.of(me)));
    }

    /** The same each time and for each agent: one call is one form, whoever goes on with it. */
    private static Opening opening(Call call) {
        return new Opening(
                Opening.Form.PHONE_CALL,
                RecordType.INCIDENT,
                Opening.CameFrom.PHONE_CALL,
                "",
                List.of(PassedField.ofCall(call.outsideNumber(), call.name())),
                List.of(),
                Opening.submission(call.id()),
                call.id());
    }

    private static Refused gone() {
        return new Refused(HttpStatus.NOT_FOUND, "pops.no-call");
    }
}
