package dev.ordersaga.intake;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the admission control of new orders.
 *
 * @param enabled false to accept every order, however long it will wait
 * @param targetDelay how long accepted orders may wait for the processors under overload: as many are refused as it takes to
 *     stay there
 * @param longestDelay delay from which every new order is refused, as while a processor stands still; also how long the
 *     delay may be unknown. Well below {@code order-command.payment.deadline}
 * @param mostWaiting number of requests that wait for a database connection at which a new order is refused, so that threads
 *     are left for the answers to all others
 * @param mostQueued number of requests that wait for a place in the bulkhead at which a new order is refused
 * @param longestWait how long a request may have waited for a transaction, which it shares with those that arrived with it,
 *     until new orders are refused, if more than a few wait
 */
@ConfigurationProperties("order-command.intake")
record IntakeSettings(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("2s") Duration targetDelay,
        @DefaultValue("20s") Duration longestDelay,
        @DefaultValue("128") int mostWaiting,
        @DefaultValue("32") int mostQueued,
        @DefaultValue("200ms") Duration longestWait) {

    IntakeSettings {
        if (targetDelay.compareTo(Duration.ofMillis(100)) < 0) {
            throw new IllegalArgumentException("order-command.intake.target-delay must be at least 100ms");
        }
        if (longestDelay.compareTo(targetDelay.multipliedBy(2)) < 0) {
            throw new IllegalArgumentException(
                    "order-command.intake.longest-delay must be at least twice order-command.intake.target-delay");
        }
        if (mostWaiting < 1) {
            throw new IllegalArgumentException("order-command.intake.most-waiting must be at least 1");
        }
        if (mostQueued < 1) {
            throw new IllegalArgumentException("order-command.intake.most-queued must be at least 1");
        }
        if (!longestWait.isPositive()) {
            throw new IllegalArgumentException("order-command.intake.longest-wait must be positive");
        }
    }
}
