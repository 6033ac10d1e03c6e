@NullMarked
package org.ringdesk.pbx.phone;

import org.jspecify.annotations.NullMarked;
