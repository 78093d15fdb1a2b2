package dev.ordersaga.payment.gateway.simulated;

import java.time.Duration;

/** What the simulated provider does with a payment method. */
sealed interface Behaviour {

    record Succeeds() implements Behaviour {}

    /** @param code as Stripe names it: the decline code where there is one, else the error code */
    record Declines(String code) implements Behaviour {}

    /** @param delay from the start of the attempt on */
    record SucceedsAfter(Duration delay) implements Behaviour {}

    record NeverAnswers() implements Behaviour {}
}
