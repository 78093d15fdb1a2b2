package dev.ordersaga.operations.audit;

import java.time.Instant;
import java.util.UUID;

/**
 * An entry of the audit log: an action that an operator took.
 *
 * @param name of the action
 * @param target of the action
 * @param result as JSON
 */
public record OperatorAction(
        UUID id, Instant at, String operator, String name, String target, String reason, String result) {}
