package dev.ordersaga.payment;

import dev.ordersaga.payment.gateway.DisputeAnswer;
import dev.ordersaga.payment.gateway.ProviderAnswer;
import dev.ordersaga.payment.gateway.RefundAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A reported state of a payment at its provider: from the answer to a call, a look-up, a webhook, reconciliation or an
 * operator.
 */
public sealed interface ProviderOutcome {

    /** Pause before polling for a customer's action; the provider's webhook usually arrives first. */
    Duration ACTION_POLL_INTERVAL = Duration.ofSeconds(5);

    /** Pause between look-ups of an authorization that should have expired: providers expire them late. */
    Duration EXPIRY_POLL_INTERVAL = Duration.ofMinutes(1);

    /**
     * Long-running attempts are polled less and less often: the pause is at least the attempt's age divided by this.
     */
    int AGE_PER_POLL = 10;

    /** The kind of outcome in one lower-case word, for metrics and logs. */
    String kind();

    /**
     * Pause before the next look-up; empty if the outcome is final.
     *
     * @param age time since the attempt was recorded
     */
    Optional<Duration> pollAfter(Duration age, Instant now);

    /** State of an attempt's charge. */
    record OfCharge(int attempt, ProviderAnswer answer) implements ProviderOutcome {

        @Override
        public String kind() {
            return answer.kind();
        }

        @Override
        public Optional<Duration> pollAfter(Duration age, Instant now) {
            return switch (answer) {
                case ProviderAnswer.Processing processing -> Optional.of(longer(processing.pollAfter(), age));
                case ProviderAnswer.ActionRequired action -> Optional.of(longer(ACTION_POLL_INTERVAL, age));
                case ProviderAnswer.Authorized authorized ->
                    Optional.ofNullable(authorized.captureBefore()).map(expiry -> untilExpiry(now, expiry));
                case ProviderAnswer.Captured captured -> Optional.empty();
                case ProviderAnswer.Declined declined -> Optional.empty();
                case ProviderAnswer.Voided voided -> Optional.empty();
            };
        }

        private static Duration longer(Duration pause, Duration age) {
            Duration part = age.dividedBy(AGE_PER_POLL);
            return part.compareTo(pause) > 0 ? part : pause;
        }

        private static Duration untilExpiry(Instant now, Instant captureBefore) {
            return now.isBefore(captureBefore) ? Duration.between(now, captureBefore) : EXPIRY_POLL_INTERVAL;
        }
    }

    /**
     * State of an attempt's charge after a deadline of the order.
     *
     * @param answer null if the provider has no such charge
     */
    record OfCheck(int attempt, int check, @Nullable ProviderAnswer answer) implements ProviderOutcome {

        @Override
        public String kind() {
            return "check_" + (answer == null ? "unknown" : answer.kind());
        }

        /** A check is one look-up: the attempt's own call continues to poll. */
        @Override
        public Optional<Duration> pollAfter(Duration age, Instant now) {
            return Optional.empty();
        }
    }

    /** State of a dispute. */
    record OfDispute(DisputeAnswer answer) implements ProviderOutcome {

        @Override
        public String kind() {
            return "dispute_" + answer.kind();
        }

        /** Disputes are reported by webhooks and reconciliation; they are not polled. */
        @Override
        public Optional<Duration> pollAfter(Duration age, Instant now) {
            return Optional.empty();
        }
    }

    /** State of a refund. */
    record OfRefund(int refund, RefundAnswer answer) implements ProviderOutcome {

        @Override
        public String kind() {
            return "refund_" + answer.kind();
        }

        @Override
        public Optional<Duration> pollAfter(Duration age, Instant now) {
            return answer instanceof RefundAnswer.Pending pending ? Optional.of(pending.pollAfter()) : Optional.empty();
        }
    }
}
