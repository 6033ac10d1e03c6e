package org.ringdesk.people;

import java.util.List;

/**
 * Numbers that are not one person's alone.
 *
 * @param marked whether those are listed that are marked as shared, instead of those that several people have
 * @param next where the next page begins, fit for an address; empty for none
 * @param first whether this is the first page
 */
public record NumbersPage(
        boolean marked, List<SharedNumber> shared, List<Several> several, String next, boolean first) {

    /**
     * A number that several people have.
     *
     * @param number for people
     * @param people how many, as far as is counted
     * @param named the first of them
     */
    public record Several(String key, String number, int people, List<Owner> named) {
        public int more() {
            return people - named.size();
        }

        /** Whether counting stopped. */
        public boolean counted() {
            return people < NumberList.MOST_PEOPLE;
        }
    }

    /** Somebody who has it. */
    public record Owner(String id, String name) {
        static Owner of(String idAndName) {
            int blank = idAndName.indexOf(' ');
            return new Owner(idAndName.substring(0, blank), idAndName.substring(blank + 1));
        }
    }
}
