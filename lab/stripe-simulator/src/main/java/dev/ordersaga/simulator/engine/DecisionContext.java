package dev.ordersaga.simulator.engine;

import java.time.Instant;

/**
 * Input of a decision besides the state.
 *
 * @param ids for new objects
 */
public record DecisionContext(Instant now, Ids ids, EngineSettings settings) {}
