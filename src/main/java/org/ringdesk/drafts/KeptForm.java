package org.ringdesk.drafts;

import java.util.Map;

/**
 * A draft with all that its form held.
 *
 * @param typed by the form's own names
 */
public record KeptForm(KeptDraft draft, Map<String, String> typed) {}
