package dev.ordersaga.simulator.http;

import dev.ordersaga.simulator.fault.FaultContext;
import dev.ordersaga.simulator.fault.FaultRule;
import dev.ordersaga.simulator.fault.FaultRules;
import dev.ordersaga.simulator.fault.SeededRandom;
import dev.ordersaga.simulator.payment.Event;
import dev.ordersaga.simulator.payment.PaymentIntent;
import dev.ordersaga.simulator.time.SimulatorClock;
import dev.ordersaga.simulator.webhook.WebhookSender;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Dispatches the events of a request to the webhook endpoints: when and how often, by the active fault rules. */
final class WebhookDispatcher {

    private static final int DEFAULT_COUNT = 2;
    private static final int DEFAULT_LATENESS = 5;
    private static final int DEFAULT_SHUFFLE = 2;

    private final FaultRules faults;
    private final WebhookSender webhooks;
    private final SimulatorClock clock;
    private final String orderIdKey;

    WebhookDispatcher(FaultRules faults, WebhookSender webhooks, SimulatorClock clock, String orderIdKey) {
        this.faults = faults;
        this.webhooks = webhooks;
        this.clock = clock;
        this.orderIdKey = orderIdKey;
    }

    /** Events to send before and after the response. */
    final class Sending {
        private final List<Event> early = new ArrayList<>();
        private final List<Event> usual = new ArrayList<>();

        /** Returns when the endpoints have responded. */
        void beforeResponse() {
            early.forEach(webhooks::send);
        }

        /** Returns immediately. */
        void afterResponse() {
            if (!usual.isEmpty()) {
                Thread.startVirtualThread(() -> usual.forEach(webhooks::send));
            }
        }
    }

    Sending plan(List<Event> events, FaultContext context) {
        Sending sending = new Sending();
        for (Event event : events) {
            plan(event, faults.forEvent(context.about(event.type())), sending);
        }
        return sending;
    }

    /** Sends events that no request caused. */
    void dispatchUnrequested(List<Event> events) {
        if (events.isEmpty()) {
            return;
        }
        PaymentIntent intent = events.getFirst().intent();
        FaultContext due = new FaultContext(
                "due", intent.terms().metadata().get(orderIdKey), intent.paymentMethod(), null, null, null);
        Sending sending = plan(events, due);
        sending.beforeResponse();
        sending.afterResponse();
    }

    private void plan(Event event, List<FaultRule> rules, Sending sending) {
        boolean early = false;
        int times = 1;
        Instant due = null;
        for (FaultRule rule : rules) {
            switch (rule.kind()) {
                case WEBHOOK_NEVER -> times = 0;
                case WEBHOOK_DUPLICATE -> times = Math.min(times, 1) * rule.countOr(DEFAULT_COUNT);
                case WEBHOOK_EARLY -> early = true;
                case WEBHOOK_LATE -> due = clock.instant().plusSeconds(rule.secondsOr(DEFAULT_LATENESS));
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

    /** A pseudo-random delay per event within the rule's time window. */
    private Instant shuffled(Event event, FaultRule rule) {
        long window = Duration.ofSeconds(rule.secondsOr(DEFAULT_SHUFFLE)).toMillis();
        long ruleSeed = rule.seed() == null ? faults.seed() : rule.seed();
        String orderId = event.intent().terms().metadata().get(orderIdKey);
        String subject = "shuffle/" + orderId + "/" + event.type();
        return clock.instant()
                .plusMillis(window == 0 ? 0 : SeededRandom.of(ruleSeed, subject).nextLong(window));
    }
}
