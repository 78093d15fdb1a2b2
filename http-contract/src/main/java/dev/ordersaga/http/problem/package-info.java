/** The one table of problems (RFC 9457) and everything that turns a fault into one of them. */
@NullMarked
package dev.ordersaga.http.problem;

import org.jspecify.annotations.NullMarked;
