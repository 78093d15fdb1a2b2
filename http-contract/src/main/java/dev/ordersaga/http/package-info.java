/** What all services with HTTP share: one wiring, security headers, caching of views, server defaults. */
@NullMarked
package dev.ordersaga.http;

import org.jspecify.annotations.NullMarked;
