package org.ringdesk.agents;

/**
 * An extension of an agent.
 *
 * @param own whether it was given to the agent; otherwise they are signed on to it
 * @param here whether its calls reach them now
 * @param owner whose own it is, or empty
 * @param sitting whom its calls reach now, or empty
 */
public record AgentExtension(String extension, boolean own, boolean here, String owner, String sitting) {}
