/** HTTP server: routes, processing order of a request, and injected faults. */
@NullMarked
package dev.ordersaga.simulator.http;

import org.jspecify.annotations.NullMarked;
