package dev.ordersaga.lab.oracle;

/**
 * An order as it is shown at the end.
 *
 * @param order its id
 * @param status its state
 * @param version of the view
 * @param moving whether more is to come: the answer asked to be polled again
 * @param capturedMinor as the view says, in minor units; {@code refundedMinor} likewise
 * @param paymentStatus where its money stands
 * @param rowVersion of the stored row; -1 if there is none
 */
public record FinalOrderView(
        String order,
        String status,
        long version,
        boolean moving,
        long capturedMinor,
        long refundedMinor,
        String paymentStatus,
        long rowVersion) {}
