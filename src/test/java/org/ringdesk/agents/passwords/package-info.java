@org.jspecify.annotations.NullMarked
package org.ringdesk.agents.passwords;
