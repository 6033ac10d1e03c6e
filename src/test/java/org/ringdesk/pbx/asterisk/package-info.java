@NullMarked
package org.ringdesk.pbx.asterisk;

import org.jspecify.annotations.NullMarked;
