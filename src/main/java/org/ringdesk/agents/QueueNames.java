package org.ringdesk.agents;

import java.util.List;

/** Who knows which queues there are. */
public interface QueueNames {
    /** Those that calls came through lately, in the order of their names; some dozens at most. */
    List<String> recent();
}
