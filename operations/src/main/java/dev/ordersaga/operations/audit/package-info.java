/** The audit log: every action of an operator is executed once per idempotency key and recorded. */
@NullMarked
package dev.ordersaga.operations.audit;

import org.jspecify.annotations.NullMarked;
