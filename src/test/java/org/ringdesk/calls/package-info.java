@NullMarked
package org.ringdesk.calls;

import org.jspecify.annotations.NullMarked;
