package org.ringdesk.pops;

import org.ringdesk.agents.AccountId;

/** Something that an agent's stream says, as it was stored. */
record Notice(AccountId agent, long id, String event, String data) {

    /** Before it has an id. */
    record Draft(AccountId agent, Event event, Object data) {}

    /** What programs may listen to, by the names of docs/live.md. */
    enum Event {
        /** The state of everything; sent where a stream cannot go on from where it was. */
        CALLS("calls"),
        RINGING("call-ringing"),
        ANSWERED("call-answered"),
        /** Something else about a call that goes on: held, taken back, its name found. */
        CHANGED("call-changed"),
        GONE("call-gone"),
        POP("pop"),
        /** What became of a pop: a tab took it. */
        POP_TAKEN("pop-taken"),
        /** The agent's choices changed. */
        CHOICE("choice"),
        /** The phone system says something else of the agent's telephone. */
        PRESENCE("presence");

        private final String key;

        Event(String key) {
            this.key = key;
        }

        String key() {
            return key;
        }
    }
}
