@NullMarked
package org.ringdesk.pbx;

import org.jspecify.annotations.NullMarked;
