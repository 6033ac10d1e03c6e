@NullMarked
package org.ringdesk.pbx.simulated;

import org.jspecify.annotations.NullMarked;
