/** The approved list of stored names and shapes: each change of it is deliberate. */
@NullMarked
package dev.ordersaga.systemtests.catalogue;

import org.jspecify.annotations.NullMarked;
