package dev.ordersaga.lab.oracle;

/**
 * An order as shown to clients at the end of a run.
 *
 * @param order its id
 * @param status its state
 * @param version of the view
 * @param inProgress whether the response asked to be polled again
 * @param capturedMinor in minor units; {@code refundedMinor} likewise
 * @param paymentStatus payment status of the view
 * @param rowVersion of the stored row; -1 if there is none
 */
public record FinalOrder(
        String order,
        String status,
        long version,
        boolean inProgress,
        long capturedMinor,
        long refundedMinor,
        String paymentStatus,
        long rowVersion) {}
