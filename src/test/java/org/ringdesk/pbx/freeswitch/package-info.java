@NullMarked
package org.ringdesk.pbx.freeswitch;

import org.jspecify.annotations.NullMarked;
