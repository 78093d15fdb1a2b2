package dev.ordersaga.orderstatus.view;

import static dev.ordersaga.api.testing.OrderEvents.TOTAL;
import static dev.ordersaga.api.testing.OrderEvents.anOrder;
import static dev.ordersaga.orderstatus.view.OrderQueryService.SERVICE;
import static dev.ordersaga.orderstatus.view.OrderQueryService.awaitRow;
import static dev.ordersaga.orderstatus.view.OrderQueryService.publish;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.api.order.DisputeOpened;
import dev.ordersaga.api.testing.OrderEvents;
import dev.ordersaga.eventprocessing.alert.OperatorAlert;
import dev.ordersaga.eventprocessing.alert.OperatorAlertSource;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The cases of orders in the operators' list: with order, amount, since, cause and remedy, until solved or closed. */
class OrderCasesIT {

    private static final Instant NOW = Instant.parse("2026-11-21T00:00:00Z");

    @Test
    void aFailedCaptureIsListedCountedAndEndsWhenItIsCollected() {
        OrderEvents order = anOrder().capturedOnShipment();
        publish(order, 0, order.placed(), order.paymentRequested(), order.confirmedUncaptured(), order.shipped());
        publish(order, 4, order.captureRequested(), order.captureFailed());
        awaitRow(order, 5);

        OperatorAlert alert = only("capture-failed", order);
        assertThat(alert.subject()).isEqualTo(order.id() + "/capture-failed/1");
        assertThat(alert.amount()).isEqualTo("15.30 GBP");
        assertThat(alert.since()).isEqualTo(order.placedAt().plusSeconds(5));
        assertThat(alert.cause()).contains("capture failed", "15.30 GBP");
        assertThat(alert.remedy()).contains("/orders/" + order.id() + "/payment-attempts");
        assertThat(gauge("ordersaga.operator.alerts", "capture-failed")).isPositive();
        assertThat(gauge("ordersaga.operator.alerts.age", "capture-failed")).isNotNaN();

        publish(order, 6, order.methodChosen(), order.paymentRequested(2), order.captureSucceeded());
        awaitRow(order, 8);
        assertThat(alerts("capture-failed", order)).isEmpty();
    }

    @Test
    void aFailedReleaseIsWrittenOffOnceAndALaterFailureIsAnotherCase() {
        OrderEvents order = anOrder();
        publish(order, 0, order.placed(), order.paymentRequested(), order.confirmed(), order.cancelled(true));
        publish(order, 4, order.releaseRequested(), order.releaseFailed());
        awaitRow(order, 5);
        OperatorAlert alert = only("release-failed", order);
        long before = source("release-failed").count();

        assertThat(source("release-failed").close(order.id() + "/release-failed/7-1", NOW))
                .isFalse();
        assertThat(source("release-failed").close("no subject", NOW)).isFalse();
        assertThat(source("release-failed").close(alert.subject(), NOW)).isTrue();
        assertThat(source("release-failed").close(alert.subject(), NOW)).isFalse();
        assertThat(alerts("release-failed", order)).isEmpty();
        assertThat(source("release-failed").count()).isEqualTo(before - 1);

        publish(order, 6, order.refundRequested(1, TOTAL), order.refundFailed(1, TOTAL));
        awaitRow(order, 7);
        assertThat(only("release-failed", order).subject()).endsWith("/release-failed/1-1530");
    }

    @Test
    void aFailedRefundAndAnOpenDisputeAreTwoCasesOfOneOrder() {
        OrderEvents order = anOrder();
        Instant until = Instant.parse("2026-12-01T23:59:59Z");
        publish(order, 0, order.placed(), order.paymentRequested(), order.confirmed());
        publish(order, 3, order.refundRequested(1, TOTAL), order.refundFailed(1, TOTAL));
        publish(order, 5, new DisputeOpened(order.id(), "du_1", TOTAL, "fraudulent", until));
        awaitRow(order, 5);

        assertThat(only("refund-failed", order).since())
                .isEqualTo(order.placedAt().plusSeconds(4));
        assertThat(only("dispute", order).cause()).contains("evidence until 2026-12-01T23:59:59Z");
        assertThat(alerts("charged-back", order)).isEmpty();

        publish(order, 6, order.disputeClosed(TOTAL, dev.ordersaga.api.payment.DisputeOutcome.LOST));
        awaitRow(order, 6);
        assertThat(alerts("dispute", order)).isEmpty();
        assertThat(only("charged-back", order).remedy()).contains("/cancellation");
    }

    private static OperatorAlert only(String kind, OrderEvents order) {
        List<OperatorAlert> found = alerts(kind, order);
        assertThat(found).as(kind).hasSize(1);
        return found.getFirst();
    }

    private static List<OperatorAlert> alerts(String kind, OrderEvents order) {
        return source(kind).oldest(500).stream()
                .filter(alert -> order.id().toString().equals(alert.orderId()))
                .toList();
    }

    private static OperatorAlertSource source(String kind) {
        return SERVICE.getBeanProvider(OperatorAlertSource.class).stream()
                .filter(source -> source.kind().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    private static double gauge(String name, String kind) {
        return SERVICE.getBean(MeterRegistry.class)
                .get(name)
                .tag("kind", kind)
                .gauge()
                .value();
    }
}
