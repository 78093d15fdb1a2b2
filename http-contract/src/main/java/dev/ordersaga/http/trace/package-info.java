/** W3C Trace Context: which request a log line or a later event belongs to. */
@NullMarked
package dev.ordersaga.http.trace;

import org.jspecify.annotations.NullMarked;
