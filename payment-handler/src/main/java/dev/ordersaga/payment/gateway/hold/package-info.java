/** Gateway that makes no call which moves money while the system is on hold. */
@NullMarked
package dev.ordersaga.payment.gateway.hold;

import org.jspecify.annotations.NullMarked;
