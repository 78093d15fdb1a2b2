package dev.ordersaga.simulator.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One line of the ledger.
 *
 * @param n 1, 2, 3, … without gaps
 * @param t the simulator's time
 * @param posting what happened
 * @param more true when the next line belongs to the same transaction; null on its last line
 * @param detail state after the transaction, for replay; on the last line of a transaction only
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"n", "t", "posting", "more", "detail"})
public record LedgerLine(
        long n,
        Instant t,
        @JsonUnwrapped Posting posting,
        @Nullable Boolean more,
        @Nullable JsonNode detail) {}
