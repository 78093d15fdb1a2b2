package dev.ordersaga.eventprocessing.alert;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A case that does not continue automatically and needs an operator.
 *
 * @param kind the kind of its {@link OperatorAlertSource}
 * @param subject what the case is about; unique among the open cases of its kind, and the name under which it is closed
 * @param orderId the order that it concerns; null if it concerns none, or more than one
 * @param amount the money that it is about, with its currency; null if it is about none, or if the amount is unknown
 * @param since since when there has been no progress
 * @param cause why it does not continue, in words
 * @param remedy what an operator can do
 */
public record OperatorAlert(
        String kind,
        String subject,
        @Nullable String orderId,
        @Nullable String amount,
        Instant since,
        String cause,
        String remedy) {}
