package dev.ordersaga.eventprocessing.alert;

import java.time.Instant;

/**
 * Something that does not go on by itself.
 *
 * @param kind the word of whoever found it
 * @param subject what, such as the id of an order
 * @param since since when nothing has happened
 * @param detail where it stands, for people
 */
public record OperatorAlert(String kind, String subject, Instant since, String detail) {}
