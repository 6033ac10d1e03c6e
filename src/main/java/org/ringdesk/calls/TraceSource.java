package org.ringdesk.calls;

import java.util.List;

/** Whoever takes a call further, and can tell what became of it there. */
public interface TraceSource {
    /** What happened on behalf of this call, in any order. The texts of its codes are with the module that tells them. */
    List<TraceStep> steps(Call call);
}
