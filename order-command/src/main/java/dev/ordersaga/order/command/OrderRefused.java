package dev.ordersaga.order.command;

import java.util.UUID;

/** The command was refused; the order is as it was. */
public record OrderRefused(UUID orderId, Refusal refusal, long version) implements OrderAnswer {}
