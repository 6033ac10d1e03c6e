package org.ringdesk.web;

import org.springframework.context.MessageSourceResolvable;

/** A page that says why something was not done. */
public record RefusedPage(int status, MessageSourceResolvable message) {}
