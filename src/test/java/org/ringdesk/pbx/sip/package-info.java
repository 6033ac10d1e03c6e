@NullMarked
package org.ringdesk.pbx.sip;

import org.jspecify.annotations.NullMarked;
