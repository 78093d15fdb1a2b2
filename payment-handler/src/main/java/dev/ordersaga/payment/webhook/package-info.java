/** Webhook inbox: receives, deduplicates and processes the webhooks of payment providers. */
@NullMarked
package dev.ordersaga.payment.webhook;

import org.jspecify.annotations.NullMarked;
