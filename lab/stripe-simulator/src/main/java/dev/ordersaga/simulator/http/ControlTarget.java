package dev.ordersaga.simulator.http;

import dev.ordersaga.simulator.engine.PaymentEngine;
import dev.ordersaga.simulator.payment.PaymentIntent;
import dev.ordersaga.simulator.payment.PaymentStore;
import java.util.List;
import java.util.Optional;

/** The PaymentIntent that a control request is about: {@code payment_intents/{id}} or {@code orders/{orderId}}. */
final class ControlTarget {

    private final PaymentEngine engine;

    ControlTarget(PaymentEngine engine) {
        this.engine = engine;
    }

    /** Empty if there is none; of an order it is the latest. */
    Optional<PaymentIntent> find(List<String> segments) {
        String id = segments.get(1);
        return switch (segments.getFirst()) {
            case "payment_intents" -> engine.read(store -> store.intent(id));
            case "orders" -> engine.read(store -> latestOf(id, store));
            default -> Optional.empty();
        };
    }

    private Optional<PaymentIntent> latestOf(String orderId, PaymentStore store) {
        return store.allIntents().reversed().stream()
                .filter(intent -> orderId.equals(
                        intent.terms().metadata().get(engine.settings().orderIdKey())))
                .findFirst();
    }
}
