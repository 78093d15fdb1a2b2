/** A payment provider that is added as {@code docs/add-a-payment-provider.md} describes; the guide shows this code. */
@NullMarked
package dev.ordersaga.payment.gateway.sample;

import org.jspecify.annotations.NullMarked;
