package org.ringdesk.web;

/** A program that came with an API token, as modules see it that know nothing of tokens. */
public interface Program {
    /** @param scope as the API writes it, such as {@code people:read} */
    boolean may(String scope);
}
