/**
 * Replays the invoices of a real shop as orders over HTTP and verifies the result to the penny.
 *
 * <p>In the order of the work: {@link dev.ordersaga.lab.replay.shop} (rows to invoices), {@code ReplayPlan} and
 * {@code ExpectedTotals} (the expected outcome of each order and the totals, from the files alone), {@code OrderReplay}
 * (one order over HTTP), {@code OutcomeTotals} (what the service did), {@code Verdicts} (expected against actual),
 * {@code Report}.
 */
@NullMarked
package dev.ordersaga.lab.replay;

import org.jspecify.annotations.NullMarked;
