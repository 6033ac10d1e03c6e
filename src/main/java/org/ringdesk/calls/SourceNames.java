package org.ringdesk.calls;

import java.util.Optional;

/** Whoever knows what people call the sources of events. */
public interface SourceNames {
    /**
     * The name of a source.
     *
     * @param source as {@link Origin#source}
     * @return empty where it is not known, or not any more
     */
    Optional<String> name(String source);
}
