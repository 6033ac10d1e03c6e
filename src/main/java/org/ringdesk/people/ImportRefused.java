package org.ringdesk.people;

import org.springframework.context.support.DefaultMessageSourceResolvable;

/** Why a file cannot be imported at all; ends the run with this as its reason. */
final class ImportRefused extends RuntimeException {
    private final DefaultMessageSourceResolvable reason;

    ImportRefused(String code, Object... facts) {
        super(code);
        this.reason = new DefaultMessageSourceResolvable(new String[] {code}, facts);
    }

    DefaultMessageSourceResolvable reason() {
        return reason;
    }
}
