package dev.ordersaga.simulator.ledger;

/**
 * Position of a line in the file.
 *
 * @param offset bytes before it
 * @param length its bytes without the line end
 */
public record LedgerPosition(long offset, int length) {}
