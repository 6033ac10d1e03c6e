package org.ringdesk.calls;

import java.util.Set;

/** Whoever knows what the source of a call can be asked to do with it. */
public interface CallControls {
    /**
     * What can be done at present. Asked with every change of a call, so that it has to be known already.
     *
     * @param source as {@link Origin#source}
     */
    Set<CallAction> of(String source);
}
