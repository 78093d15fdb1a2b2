/** W3C Trace Context: the trace that links a request, its log lines and the events it causes. */
@NullMarked
package dev.ordersaga.http.trace;

import org.jspecify.annotations.NullMarked;
