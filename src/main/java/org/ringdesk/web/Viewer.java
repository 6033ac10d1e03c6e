package org.ringdesk.web;

/** Who looks at a page; the signed-in principal. */
public interface Viewer {
    /** The account's own number, which nobody else gets. */
    long accountNumber();

    /** What they sign in with. */
    String login();

    /** The name to show. */
    String displayName();

    /** The extension the agent sits at, or empty. */
    String extension();

    /** Whether this is an agent; administrators are agents too. */
    boolean isAgent();

    boolean isAdministrator();

    Preferences preferences();
}
