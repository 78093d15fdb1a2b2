/** The HTTP server: routes, the order of a request's steps, and how an answer leaves or does not. */
@NullMarked
package dev.ordersaga.simulator.http;

import org.jspecify.annotations.NullMarked;
