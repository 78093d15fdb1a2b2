/** Reconciliation of this system's payments with the providers' records, and the findings that need a manual check. */
@NullMarked
package dev.ordersaga.payment.reconciliation;

import org.jspecify.annotations.NullMarked;
