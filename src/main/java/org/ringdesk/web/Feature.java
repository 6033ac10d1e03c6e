package org.ringdesk.web;

/** Something that pages have a place for while it is there, as {@link Ui#has} tells; asked for every page. */
public interface Feature {
    /** As templates ask for it, such as {@code dial}. */
    String name();

    boolean on();
}
