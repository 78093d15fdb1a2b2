/** Generated requests of strangers: whatever is sent, the system answers briefly and stays available. */
@NullMarked
package dev.ordersaga.systemtests.strangers;

import org.jspecify.annotations.NullMarked;
