@NullMarked
package org.ringdesk.settings;

import org.jspecify.annotations.NullMarked;
