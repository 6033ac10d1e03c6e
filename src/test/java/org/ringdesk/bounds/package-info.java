@org.jspecify.annotations.NullMarked
package org.ringdesk.bounds;
