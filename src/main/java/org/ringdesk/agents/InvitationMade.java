package org.ringdesk.agents;

/** There is a new link to choose a password by. */
record InvitationMade() {}
