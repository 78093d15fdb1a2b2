/** Log lines that clients can cause, limited in their number. */
@NullMarked
package dev.ordersaga.http.log;

import org.jspecify.annotations.NullMarked;
