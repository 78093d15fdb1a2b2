package dev.ordersaga.operations.audit;

import java.time.Instant;
import java.util.UUID;

/**
 * Something that an operator did.
 *
 * @param name what was done
 * @param target to what
 * @param result what came of it, as JSON
 */
public record OperatorAction(
        UUID id, Instant at, String operator, String name, String target, String reason, String result) {}
