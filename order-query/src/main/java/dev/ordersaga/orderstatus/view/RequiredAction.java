package dev.ordersaga.orderstatus.view;

import dev.ordersaga.api.payment.NextAction;
import java.time.Instant;

/** What the customer has to do, and until when. */
public record RequiredAction(NextAction action, Instant until) {}
