package org.ringdesk.people;

import java.util.Locale;
import org.springframework.web.util.UriComponentsBuilder;

/** The list of people and what was asked for. */
public record PeoplePage(PeopleQuery query, PeopleSlice slice) {

    /** Whether there is nobody at all yet, rather than nobody who fits. */
    public boolean nobodyYet() {
        return slice.people().isEmpty() && query.text().isEmpty() && query.show() == PeopleQuery.Show.ALL;
    }

    /** The address of the first page, or empty while this is it. */
    public String first() {
        return slice.previous() == null ? "" : address("");
    }

    /** The address of the page before, or empty. */
    public String previous() {
        return slice.previous() == null ? "" : address(slice.previous());
    }

    /** The address of the next page, or empty. */
    public String next() {
        return slice.next() == null ? "" : address(slice.next());
    }

    private String address(String cursor) {
        var address = UriComponentsBuilder.fromPath("/people");
        if (!query.text().isEmpty()) {
            address.queryParam("q", "{text}");
        }
        if (query.show() != PeopleQuery.Show.ALL) {
            address.queryParam("show", query.show().name().toLowerCase(Locale.ROOT));
        }
        if (!cursor.isEmpty()) {
            address.queryParam("cursor", cursor);
        }
        return address.encode().buildAndExpand(query.text()).toUriString();
    }
}
