/**
 * Replays a shop's real invoices over HTTP and accounts for every penny. Read along the flow: {@code InvoiceFiles} (rows to
 * invoices), {@code ContractLimits} and {@code CancellationPairing} (what must become of each), {@code ReplayPlan} and
 * {@code ExpectedFromFiles} (the sums, from the files alone), {@code OrderReplay} (one order's life over HTTP),
 * {@code Journal} (what each ended as), {@code Verdicts} and the reports.
 */
@NullMarked
package dev.ordersaga.lab.replay;

import org.jspecify.annotations.NullMarked;
