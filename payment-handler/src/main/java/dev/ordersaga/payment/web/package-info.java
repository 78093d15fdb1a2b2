/** Where providers report what happened to a payment, and where operators see what the provider owes an answer to. */
@NullMarked
package dev.ordersaga.payment.web;

import org.jspecify.annotations.NullMarked;
