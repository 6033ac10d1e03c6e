@NullMarked
package org.ringdesk.pbx.webhook;

import org.jspecify.annotations.NullMarked;
