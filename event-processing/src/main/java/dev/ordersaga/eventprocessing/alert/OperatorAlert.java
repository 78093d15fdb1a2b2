package dev.ordersaga.eventprocessing.alert;

import java.time.Instant;

/**
 * A case that does not continue automatically and needs an operator.
 *
 * @param kind the kind of its {@link OperatorAlertSource}
 * @param subject what the case is about, such as the id of an order
 * @param since since when there has been no progress
 * @param detail its state, for people
 */
public record OperatorAlert(String kind, String subject, Instant since, String detail) {}
