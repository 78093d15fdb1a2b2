/** Hand-written order service with a transactional outbox: the reference that order-saga's throughput is compared with. */
@NullMarked
package dev.ordersaga.outboxreference;

import org.jspecify.annotations.NullMarked;
