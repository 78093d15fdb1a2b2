package dev.ordersaga.simulator.http;

import dev.ordersaga.simulator.fault.FaultContext;
import dev.ordersaga.simulator.fault.FaultRule;
import dev.ordersaga.simulator.fault.FaultRules;
import dev.ordersaga.simulator.fault.SeededRandom;
import dev.ordersaga.simulator.payment.Event;
import dev.ordersaga.simulator.payment.Intent;
import dev.ordersaga.simulator.time.SimulatorClock;
import dev.ordersaga.simulator.webhook.Webhooks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Decides when and how often the events of one request are sent, by the rules in force. */
final class WebhookDispatcher {

    private static final int USUAL_COUNT = 2;
    private static final int USUAL_LATENESS = 5;
    private static final int USUAL_SHUFFLE = 2;

    private final FaultRules faults;
    private final Webhooks webhooks;
    private final SimulatorClock clock;
    private final String orderIdKey;
    private final long seed;

    WebhookDispatcher(FaultRules faults, Webhooks webhooks, SimulatorClock clock, String orderIdKey, long seed) {
        this.faults = faults;
        this.webhooks = webhooks;
        this.clock = clock;
        this.orderIdKey = orderIdKey;
        this.seed = seed;
    }

    /** Events on their way: some before the answer, the others after it. */
    final class Sending {
        private final List<Event> early = new ArrayList<>();
        private final List<Event> usual = new ArrayList<>();

        /** Returns when the receivers have answered. */
        void beforeAnswer() {
            early.forEach(webhooks::send);
        }

        /** Returns at once. */
        void afterAnswer() {
            if (!usual.isEmpty()) {
                Thread.startVirtualThread(() -> usual.forEach(webhooks::send));
            }
        }
    }

    Sending plan(List<Event> events, FaultContext occasion) {
        Sending sending = new Sending();
        for (Event event : events) {
            plan(event, faults.forEvent(occasion.about(event.type())), sending);
        }
        return sending;
    }

    /** Sends what no request waits for. */
    void sendDue(List<Event> events) {
        if (events.isEmpty()) {
            return;
        }
        Intent intent = events.getFirst().intent();
        FaultContext due = new FaultContext(
                "due", intent.terms().metadata().get(orderIdKey), intent.paymentMethod(), null, null, null);
        Sending sending = plan(events, due);
        sending.beforeAnswer();
        sending.afterAnswer();
    }

    private void plan(Event event, List<FaultRule> rules, Sending sending) {
        boolean early = false;
        int times = 1;
        Instant due = null;
        for (FaultRule rule : rules) {
            switch (rule.kind()) {
                case WEBHOOK_NEVER -> times = 0;
                case WEBHOOK_DUPLICATE -> times = Math.min(times, 1) * rule.countOr(USUAL_COUNT);
                case WEBHOOK_EARLY -> early = true;
                case WEBHOOK_LATE -> due = clock.instant().plusSeconds(rule.secondsOr(USUAL_LATENESS));
                default -> due = shuffled(event, rule);
            }
        }
        if (times == 0) {
            webhooks.suppress(event);
        }
        for (int i = 0; i < times; i++) {
            if (due != null) {
                webhooks.sendAt(due, event);
            } else {
                (early ? sending.early : sending.usual).add(event);
            }
        }
    }

    /** Each event gets a place of its own in the time that the shuffle takes. */
    private Instant shuffled(Event event, FaultRule rule) {
        long window = Duration.ofSeconds(rule.secondsOr(USUAL_SHUFFLE)).toMillis();
        long ruleSeed = rule.seed() == null ? seed : rule.seed();
        String orderId = event.intent().terms().metadata().get(orderIdKey);
        String thing = "shuffle/" + orderId + "/" + event.type();
        return clock.instant()
                .plusMillis(window == 0 ? 0 : SeededRandom.of(ruleSeed, thing).nextLong(window));
    }
}
