package org.ringdesk.agents;

import java.util.List;
import org.springframework.context.MessageSourceResolvable;

/**
 * A form that was not taken, to be looked at and sent again.
 *
 * @param deed what sending it would do
 * @param typed what stands in it that somebody typed
 * @param fields all of it
 */
public record UnsavedPage(
        MessageSourceResolvable deed, String path, List<PostedForm.Field> typed, List<PostedForm.Field> fields) {
    static UnsavedPage of(PostedForm form) {
        return new UnsavedPage(TypedForms.deed(form), form.path(), TypedForms.typed(form), form.fields());
    }
}
