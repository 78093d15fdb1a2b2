/** What every HTTP request and response of the services has in common; no orders and no payments. */
@NullMarked
package dev.ordersaga.http;

import org.jspecify.annotations.NullMarked;
