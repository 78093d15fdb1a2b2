package dev.ordersaga.orderstatus.view;

import dev.ordersaga.api.payment.NextAction;
import java.time.Instant;

/** The customer's action that the bank waits for, as with 3-D Secure, and its deadline. */
public record RequiredAction(NextAction action, Instant until) {}
