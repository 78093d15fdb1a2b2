/** Events of the payment aggregate, recorded by payment-handler, and the values that they carry. */
@NullMarked
package dev.ordersaga.api.payment;

import org.jspecify.annotations.NullMarked;
