package org.ringdesk.platform;

import java.util.List;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.http.HttpStatus;

/**
 * Something a user asked for that Ringdesk will not do, with the reason in the user's words. Turned into a page, a
 * fragment or an RFC 9457 problem in one place; never a stack trace.
 */
public class Refused extends RuntimeException implements MessageSourceResolvable {
    private final HttpStatus status;
    private final String code;
    private final List<Object> facts;

    /**
     * @param code the message's key in the bundles; it should name the thing and the way out
     * @param facts what the message is filled in with
     */
    public Refused(HttpStatus status, String code, Object... facts) {
        super(code + " " + status.value());
        this.status = status;
        this.code = code;
        this.facts = List.of(facts);
    }

    public HttpStatus status() {
        return status;
    }

    @Override
    public String[] getCodes() {
        return new String[] {code};
    }

    @Override
    public Object[] getArguments() {
        return facts.toArray();
    }
}
