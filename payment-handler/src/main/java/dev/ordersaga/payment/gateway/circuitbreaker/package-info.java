/** Circuit breaker and bulkhead around each payment provider. */
@NullMarked
package dev.ordersaga.payment.gateway.circuitbreaker;

import org.jspecify.annotations.NullMarked;
