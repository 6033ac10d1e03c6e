@NullMarked
package org.ringdesk.platform;

import org.jspecify.annotations.NullMarked;
