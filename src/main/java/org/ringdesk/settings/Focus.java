package org.ringdesk.settings;

import org.jspecify.annotations.Nullable;
import org.ringdesk.records.CatalogMove;
import org.springframework.ui.Model;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Which of the buttons that move an entry has the keyboard's focus after the move, so that it can be pressed again.
 *
 * @param id the entry's number
 */
public record Focus(int id, CatalogMove move) {
    void after(RedirectAttributes after) {
        after.addFlashAttribute("focus", this);
    }

    static @Nullable Focus of(Model model) {
        return model.getAttribute("focus") instanceof Focus focus ? focus : null;
    }
}
