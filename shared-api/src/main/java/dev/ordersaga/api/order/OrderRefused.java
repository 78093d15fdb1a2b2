package dev.ordersaga.api.order;

import java.util.UUID;

/** The command was refused; the order is as it was. */
public record OrderRefused(UUID orderId, Refusal refusal, long version) implements OrderAnswer {}
