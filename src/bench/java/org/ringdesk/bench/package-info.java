/**
 * The benchmarks behind {@code ./ringdesk bench}: a server started as users start it, a load generator beside it, and a table
 * of ratios to floors that were measured in the same run. Nothing here is part of the product; {@link
 * org.ringdesk.bench.Floors} is loaded into the server under test.
 */
@NullMarked
package org.ringdesk.bench;

import org.jspecify.annotations.NullMarked;
