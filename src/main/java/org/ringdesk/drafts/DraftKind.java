package org.ringdesk.drafts;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ringdesk.web.Viewer;

/** A kind of form whose text is kept while it is typed. */
public interface DraftKind {
    /** As {@link DraftKey#kind}: lower-case letters and hyphens. */
    String name();

    /** Whether the form holds anything that its agent typed. */
    boolean says(Map<String, String> typed);

    /** How lists show drafts of this kind. What the viewer may not see any more is left out. */
    List<Draft> lines(List<KeptDraft> drafts, Viewer viewer);

    /** The key of a field's label, for a draft whose subject is gone; empty for what nobody needs to read. */
    Optional<String> label(String field);
}
