package org.ringdesk.records;

import java.util.List;

/** What somebody without a desk role sees: their own open requests. */
public record MinePage(List<RecordSummary> open) {}
