@NullMarked
package org.ringdesk.records;

import org.jspecify.annotations.NullMarked;
