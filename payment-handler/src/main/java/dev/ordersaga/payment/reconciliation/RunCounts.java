package dev.ordersaga.payment.reconciliation;

/** Numbers of what one reconciliation listed and found. */
final class RunCounts {

    int charges;
    int refunds;
    int updated;
    int unmatched;
    int mismatches;
}
