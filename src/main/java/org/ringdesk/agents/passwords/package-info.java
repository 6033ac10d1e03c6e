/** Passwords: what a new one must be, how they are hashed and checked, and that hashing never takes the machine. */
@NullMarked
package org.ringdesk.agents.passwords;

import org.jspecify.annotations.NullMarked;
