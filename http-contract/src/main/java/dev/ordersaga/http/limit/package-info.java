/** Rate limits per caller and route. */
@NullMarked
package dev.ordersaga.http.limit;

import org.jspecify.annotations.NullMarked;
