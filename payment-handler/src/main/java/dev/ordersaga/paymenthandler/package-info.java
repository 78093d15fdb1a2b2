/** The payment-handler service: puts the payment packages and the providers together. */
@NullMarked
package dev.ordersaga.paymenthandler;

import org.jspecify.annotations.NullMarked;
