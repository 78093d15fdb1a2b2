/** The payment's language: the events that payment-handler records, and the words for attempts. */
@NullMarked
package dev.ordersaga.api.payment;

import org.jspecify.annotations.NullMarked;
