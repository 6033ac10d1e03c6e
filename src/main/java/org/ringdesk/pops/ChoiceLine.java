package org.ringdesk.pops;

/** An agent's choices as the stream tells of them. */
record ChoiceLine(String opens, boolean outbound, boolean internal, boolean doNotDisturb) {
    static ChoiceLine of(PopChoice choice) {
        return new ChoiceLine(Words.of(choice.opens()), choice.outbound(), choice.internal(), choice.doNotDisturb());
    }
}
