package org.ringdesk.pops;

import java.util.List;
import org.ringdesk.pops.PopChoice.Opens;

/** What an agent may choose about forms that open by themselves. */
public record PopChoicePage(PopChoice choice, String extension) {
    public List<Opens> ways() {
        return List.of(Opens.values());
    }

    /** The word of a form's field and of a text's key. */
    public String word(Opens way) {
        return Words.of(way);
    }
}
