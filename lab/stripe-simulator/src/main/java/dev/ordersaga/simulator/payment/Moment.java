package dev.ordersaga.simulator.payment;

import java.time.Instant;

/**
 * What a decision may know beside the state.
 *
 * @param ids for the objects that the decision creates
 */
public record Moment(Instant now, Ids ids, ProviderSettings settings) {}
