package dev.ordersaga.orderstatus.customerdata.web;

import dev.ordersaga.eventprocessing.alert.OperatorAlert;
import dev.ordersaga.eventprocessing.alert.OperatorAlertSource;
import dev.ordersaga.privacy.erasure.Erasure;
import dev.ordersaga.privacy.erasure.Erasures;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Erasures that are not done after a day, which takes seconds unless an order stays open or a service is down. */
final class OverdueErasures implements OperatorAlertSource {

    private static final Duration EXPECTED = Duration.ofDays(1);
    private static final int MOST = 1_000;

    private final Erasures erasures;
    private final Clock clock;

    OverdueErasures(Erasures erasures, Clock clock) {
        this.erasures = erasures;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return "erasure";
    }

    @Override
    public long count() {
        return oldest(MOST).size();
    }

    @Override
    public List<OperatorAlert> oldest(int limit) {
        Instant before = clock.instant().minus(EXPECTED);
        return erasures.unfinished(limit).stream()
                .filter(erasure -> erasure.requestedAt().isBefore(before))
                .map(this::alert)
                .toList();
    }

    private OperatorAlert alert(Erasure erasure) {
        String cause = switch (erasure.state()) {
            case REQUESTED -> "an order of the customer is not settled, or order-query does not run";
            case ERASED, DONE -> "a service that has to act does not run";
        };
        return new OperatorAlert(
                kind(),
                erasure.subject().toString(),
                null,
                null,
                erasure.requestedAt(),
                cause,
                "settle the orders, or start the service");
    }
}
