/** The operators' API, on its own port: none of it is reachable on the public port. */
@NullMarked
package dev.ordersaga.operations;

import org.jspecify.annotations.NullMarked;
