/** What stands between us and a provider that is not well: a bounded number of calls, and a pause when they are in vain. */
@NullMarked
package dev.ordersaga.payment.gateway.circuitbreaker;

import org.jspecify.annotations.NullMarked;
