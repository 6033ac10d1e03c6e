package org.ringdesk.agents;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.context.support.DefaultMessageSourceResolvable;

/**
 * The forms that hold what somebody typed, and may come back to that person after a sign-in that had ended. All others act: what
 * they would do has to be asked for anew, from their own page.
 */
enum TypedForms {
    NEW_RECORD(Pattern.compile("/records"), "agents.unsaved.new-record"),
    RECORD(Pattern.compile("/records/([0-9]{1,18})"), "agents.unsaved.record"),
    NEW_PERSON(Pattern.compile("/people"), "agents.unsaved.new-person"),
    PERSON(Pattern.compile("/people/([0-9]{1,18})"), "agents.unsaved.person");

    private static final Set<String> NOT_TYPED =
            Set.of("o", "version", "noteSubmission", "submission", "seen", "back", "action", "key", "draft");

    private final Pattern path;
    private final String text;

    TypedForms(Pattern path, String text) {
        this.path = path;
        this.text = text;
    }

    static boolean holds(PostedForm form) {
        return of(form).isPresent();
    }

    /** What sending it would do, such as saving changes to record 57. */
    static DefaultMessageSourceResolvable deed(PostedForm form) {
        TypedForms kind = of(form).orElseThrow();
        var found = kind.path.matcher(form.path());
        return found.matches() && found.groupCount() > 0
                ? SignInForm.notice(kind.text, found.group(1))
                : SignInForm.notice(kind.text);
    }

    /** The fields into which somebody typed, those left empty not among them. */
    static List<PostedForm.Field> typed(PostedForm form) {
        return form.filled().stream()
                .filter(field -> !NOT_TYPED.contains(field.name()))
                .toList();
    }

    private static Optional<TypedForms> of(PostedForm form) {
        for (TypedForms kind : values()) {
            if (kind.path.matcher(form.path()).matches()) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
