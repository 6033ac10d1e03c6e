package org.ringdesk.pbx;

import org.ringdesk.agents.AccountId;

/** Something that can place a call for an agent. */
public interface Originator {
    /** Whether it places calls at all at present; asked for every page. */
    boolean available();

    /**
     * Lets the agent's telephone ring, then dials the number.
     *
     * @return false where it cannot do so from this extension; another one is asked then
     */
    boolean originate(AccountId agent, String extension, String number);
}
