/** The order/payment process: a saga with deadlines, the follow-ups of payment events, and the audit of both. */
@NullMarked
package dev.ordersaga.coordination;

import org.jspecify.annotations.NullMarked;
