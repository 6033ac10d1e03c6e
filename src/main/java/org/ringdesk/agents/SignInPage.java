package org.ringdesk.agents;

/**
 * The sign-in form.
 *
 * @param login what was typed, or empty
 * @param to what was opened, sealed, or empty
 * @param notice the key of what there is to say, or empty
 */
public record SignInPage(String login, String to, String notice) {}
