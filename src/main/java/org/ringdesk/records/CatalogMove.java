package org.ringdesk.records;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** One place up or down among what is offered beside it; at the end of the list nothing happens. */
public enum CatalogMove {
    UP(-1),
    DOWN(1);

    private final int by;

    CatalogMove(int by) {
        this.by = by;
    }

    /** As the history spells it. */
    String field() {
        return "moved-" + name().toLowerCase(Locale.ROOT);
    }

    <T> List<T> in(List<T> all, T one) {
        List<T> moved = new ArrayList<>(all);
        int from = moved.indexOf(one);
        int to = from + by;
        if (to >= 0 && to < moved.size()) {
            Collections.swap(moved, from, to);
        }
        return moved;
    }
}
