package org.ringdesk.links;

import java.nio.charset.StandardCharsets;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Tells phone systems whose number calls, in JSON or in one line, soon enough for the call to go on. */
@RestController
class CallersApi {
    private static final MediaType LINE = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);

    private final CallerLookup lookup;

    CallersApi(CallerLookup lookup) {
        this.lookup = lookup;
    }

    /** Never refuses: whatever the number is, an answer keeps the dialplan going. */
    @GetMapping("/api/v1/callers")
    @PreAuthorize("hasAuthority('SCOPE_callers:read')")
    ResponseEntity<Object> caller(
            @RequestParam(defaultValue = "") String number,
            @RequestHeader(name = "Accept", defaultValue = "") String accept) {
        KnownCaller caller = lookup.find(number);
        return accept.contains("text/plain")
                ? ResponseEntity.ok().contentType(LINE).body(caller.line())
                : ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(caller);
    }
}
