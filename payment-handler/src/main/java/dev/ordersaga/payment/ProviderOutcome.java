package dev.ordersaga.payment;

import dev.ordersaga.payment.gateway.DisputeAnswer;
import dev.ordersaga.payment.gateway.ProviderAnswer;
import dev.ordersaga.payment.gateway.RefundAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What somebody learned about a payment: from a call's answer, a look-up, a provider's message or a person. */
sealed interface ProviderOutcome {

    /** Pause before a customer's action is looked for; the provider's own message is mostly there first. */
    Duration LOOK_FOR_ACTION_EVERY = Duration.ofSeconds(5);

    /** The kind of outcome in one lower-case word, as metrics and logs show it. */
    String kind();

    /** The first look at a reservation that should have expired may be too early: providers take their time. */
    Duration LOOK_FOR_EXPIRY_EVERY = Duration.ofMinutes(1);

    /** What takes long is asked about less and less often: after a pause of this part of its age. */
    int PART_OF_AGE = 10;

    /**
     * How long to wait before asking again; empty if this is the last word.
     *
     * @param age how long ago the attempt was put on record
     */
    Optional<Duration> askAgainIn(Duration age, Instant now);

    /** Where the charge of an attempt stands. */
    record OfCharge(int attempt, ProviderAnswer answer) implements ProviderOutcome {

        @Override
        public String kind() {
            return answer.kind();
        }

        @Override
        public Optional<Duration> askAgainIn(Duration age, Instant now) {
            return switch (answer) {
                case ProviderAnswer.Processing processing -> Optional.of(longer(processing.askAgainIn(), age));
                case ProviderAnswer.ActionRequired action -> Optional.of(longer(LOOK_FOR_ACTION_EVERY, age));
                case ProviderAnswer.Authorized reserved ->
                    Optional.ofNullable(reserved.captureBefore()).map(until -> pauseBeforeExpiry(now, until));
                case ProviderAnswer lastWord -> Optional.empty();
            };
        }

        private static Duration longer(Duration pause, Duration age) {
            Duration part = age.dividedBy(PART_OF_AGE);
            return part.compareTo(pause) > 0 ? part : pause;
        }

        private static Duration pauseBeforeExpiry(Instant now, Instant captureBefore) {
            return now.isBefore(captureBefore) ? Duration.between(now, captureBefore) : LOOK_FOR_EXPIRY_EVERY;
        }
    }

    /** Where a customer's complaint stands. */
    record OfDispute(DisputeAnswer answer) implements ProviderOutcome {

        @Override
        public String kind() {
            return "dispute_" + answer.kind();
        }

        /** The provider tells; it is not asked. */
        @Override
        public Optional<Duration> askAgainIn(Duration age, Instant now) {
            return Optional.empty();
        }
    }

    /** Where a refund stands. */
    record OfRefund(int refund, RefundAnswer answer) implements ProviderOutcome {

        @Override
        public String kind() {
            return "refund_" + answer.kind();
        }

        @Override
        public Optional<Duration> askAgainIn(Duration age, Instant now) {
            return answer instanceof RefundAnswer.Pending pending
                    ? Optional.of(pending.askAgainIn())
                    : Optional.empty();
        }
    }
}
