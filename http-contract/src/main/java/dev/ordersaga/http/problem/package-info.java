/** Problem details (RFC 9457): their types, and the mapping of every failure to one of them. */
@NullMarked
package dev.ordersaga.http.problem;

import org.jspecify.annotations.NullMarked;
