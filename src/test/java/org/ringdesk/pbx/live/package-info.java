/** Ringdesk with real phone systems and telephones that call each other. */
@NullMarked
package org.ringdesk.pbx.live;

import org.jspecify.annotations.NullMarked;
