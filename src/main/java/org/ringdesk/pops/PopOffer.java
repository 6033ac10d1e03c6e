package org.ringdesk.pops;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/** A form that one of the agent's tabs shall open; the first one to claim it does. */
record PopOffer(long pop, @JsonUnwrapped CallLine call) {}
