/** Request bodies: limits before reading, strict JSON, all faults of a body at once. */
@NullMarked
package dev.ordersaga.http.body;

import org.jspecify.annotations.NullMarked;
