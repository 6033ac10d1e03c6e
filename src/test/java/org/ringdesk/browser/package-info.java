/** What pages do in a real browser: keys, search as you type, the sign-in detour. */
@org.jspecify.annotations.NullMarked
package org.ringdesk.browser;
