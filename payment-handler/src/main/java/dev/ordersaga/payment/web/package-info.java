/** Where providers report what happened to a payment. */
@NullMarked
package dev.ordersaga.payment.web;

import org.jspecify.annotations.NullMarked;
