package dev.ordersaga.orderstatus.view;

import static dev.ordersaga.api.testing.OrderEvents.TOTAL;
import static dev.ordersaga.api.testing.OrderEvents.anOrder;
import static dev.ordersaga.orderstatus.view.OrderQueryService.EVENTS;
import static dev.ordersaga.orderstatus.view.OrderQueryService.JDBC;
import static dev.ordersaga.orderstatus.view.OrderQueryService.SERVICE;
import static dev.ordersaga.orderstatus.view.OrderQueryService.awaitRow;
import static dev.ordersaga.orderstatus.view.OrderQueryService.get;
import static dev.ordersaga.orderstatus.view.OrderQueryService.json;
import static dev.ordersaga.orderstatus.view.OrderQueryService.publish;
import static dev.ordersaga.orderstatus.view.OrderQueryService.rowVersion;
import static dev.ordersaga.orderstatus.view.OrderStatusFixture.statusAfter;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.api.order.OrderEvent;
import dev.ordersaga.api.payment.PaymentCaptured;
import dev.ordersaga.api.payment.PaymentIds;
import dev.ordersaga.api.status.CaptureMode;
import dev.ordersaga.api.testing.OrderEvents;
import dev.ordersaga.orderstatus.persons.Viewer;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The projection of events into rows, and read-your-writes while it is behind. */
class OrderStatusProjectionIT {

    private static final StreamingEventProcessor PROJECTION = SERVICE.getBean(EventProcessingConfiguration.class)
            .eventProcessor("order-status", StreamingEventProcessor.class)
            .orElseThrow();

    @AfterEach
    void restartProjection() {
        if (!PROJECTION.isRunning()) {
            PROJECTION.start();
        }
        assertThat(PROJECTION.isError()).isFalse();
    }

    @Test
    void anOrderIsProjectedAndPolled() {
        OrderEvents order = anOrder();
        publish(order, 0, order.placed(), order.paymentRequested(), order.confirmed());

        awaitRow(order, 2);
        HttpResponse<String> answer = get("/orders/" + order.id());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("ETag")).hasValue("\"2\"");
        assertThat(answer.headers().firstValue("Retry-After")).isEmpty();
        assertThat(json(answer).path("status").asString()).isEqualTo("CONFIRMED");
        assertThat(json(answer).path("payment").path("capturedTotal").asString())
                .isEqualTo("15.30");
        assertThat(json(answer).path("placedAt").asString()).isEqualTo("2026-11-20T09:30:00.123Z");
        assertThat(JDBC.sql("SELECT status || ' ' || settled || ' ' || total_minor || ' ' || currency"
                                + " FROM orderstatus.order_status WHERE order_id = ?")
                        .param(order.id())
                        .query(String.class)
                        .single())
                .isEqualTo("CONFIRMED true 1530 GBP");
    }

    @Test
    void anOrderIsFoundBeforeItsRowExists() {
        PROJECTION.shutDown();
        OrderEvents order = anOrder();
        publish(order, 0, order.placed());

        HttpResponse<String> answer = get("/orders/" + order.id());

        assertThat(rowVersion(order)).isEmpty();
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("ETag")).hasValue("\"0\"");
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
        PROJECTION.start();
        awaitRow(order, 0);
        assertThat(get("/orders/" + order.id()).body()).isEqualTo(answer.body());
    }

    @Test
    void aVersionThatAClientSawNeverGoesBack() {
        OrderEvents order = anOrder();
        publish(order, 0, order.placed(), order.paymentRequested(), order.confirmed());
        awaitRow(order, 2);
        PROJECTION.shutDown();
        publish(order, 3, order.cancelled(true, "changed my mind"));

        HttpResponse<String> answer = get("/orders/" + order.id());

        assertThat(rowVersion(order)).containsExactly(2L);
        assertThat(answer.headers().firstValue("ETag")).hasValue("\"3\"");
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(json(answer).path("status").asString()).isEqualTo("CANCELLED");
        assertThat(json(answer).path("cancellation").path("reason").asString()).isEqualTo("changed my mind");
    }

    @Test
    void aPaymentIsNotAnOrder() {
        OrderEvents order = anOrder();
        UUID paymentId = PaymentIds.forOrder(order.id());
        EVENTS.publish(new GenericDomainEventMessage<>(
                "Payment",
                paymentId.toString(),
                0,
                new PaymentCaptured(order.id(), 1, "pm_card_visa", TOTAL, "ch_1", CaptureMode.ON_CONFIRMATION)));
        publish(order, 0, order.placed());

        awaitRow(order, 0);
        assertThat(get("/orders/" + paymentId).statusCode()).isEqualTo(404);
        assertThat(get("/orders/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
    }

    @Test
    void aRowNeverGoesBackToAnOlderVersion() {
        OrderEvents order = anOrder();
        OrderStatusRows rows = SERVICE.getBean(OrderStatusRows.class);
        OrderStatus placed = statusAfter(order, order.placed());
        OrderStatus confirmed = statusAfter(order, order.placed(), order.paymentRequested(), order.confirmed());

        rows.save(List.of(confirmed));
        rows.save(List.of(placed));

        assertThat(rows.find(order.id(), Viewer.UNLIMITED).status()).isEqualTo(confirmed);
    }

    @Test
    void redeliveredEventsChangeNothing() {
        OrderEvents order = anOrder();
        publish(order, 0, order.placed(), order.paymentRequested(), order.confirmed());
        awaitRow(order, 2);
        String before = get("/orders/" + order.id()).body();
        OrderStatusRows rows = SERVICE.getBean(OrderStatusRows.class);
        OrderStatusBatch redelivered = new OrderStatusBatch(rows, SERVICE.getBean(OrderStream.class));

        redelivered.add(order.placed(), 0, order.placedAt());
        redelivered.add(order.paymentRequested(), 1, order.placedAt().plusSeconds(1));
        redelivered.save();

        assertThat(rowVersion(order)).containsExactly(2L);
        assertThat(get("/orders/" + order.id()).body()).isEqualTo(before);
    }

    @Test
    void aRowContainsWhatIsStoredSinceAndIsWrittenOnce() {
        PROJECTION.shutDown();
        OrderEvents order = anOrder();
        publish(order, 0, order.placed(), order.paymentRequested(), order.confirmed());
        saveBatch(order, order.placed(), order.paymentRequested());

        assertThat(rowVersion(order)).containsExactly(2L);
        PROJECTION.start();
        OrderEvents next = anOrder();
        publish(next, 0, next.placed());
        awaitRow(next, 0);
        assertThat(rowVersion(order)).containsExactly(2L);
    }

    /** A later one may be the cause of the failure for which the batch was divided. */
    @Test
    void aSingleEventIsHandledWithoutLaterOnes() {
        PROJECTION.shutDown();
        OrderEvents order = anOrder();
        publish(order, 0, order.placed(), order.paymentRequested(), order.confirmed());
        saveBatch(order, order.placed());

        assertThat(rowVersion(order)).containsExactly(0L);
        PROJECTION.start();
        awaitRow(order, 2);
    }

    @Test
    void aLostRowIsFoldedAgain() {
        OrderEvents order = anOrder();
        publish(order, 0, order.placed(), order.paymentRequested());
        awaitRow(order, 1);
        JDBC.sql("DELETE FROM orderstatus.order_status WHERE order_id = ?")
                .param(order.id())
                .update();

        publish(order, 2, order.confirmed());

        awaitRow(order, 2);
        assertThat(SERVICE.getBean(OrderStatusRows.class)
                        .find(order.id(), Viewer.UNLIMITED)
                        .status())
                .isEqualTo(statusAfter(order, order.placed(), order.paymentRequested(), order.confirmed()));
    }

    @Test
    void aReplayBuildsTheSameView() {
        OrderEvents order = anOrder();
        publish(order, 0, order.placed(), order.paymentRequested(), order.rejectedByDecline(1));
        awaitRow(order, 2);
        String before = get("/orders/" + order.id()).body();
        PROJECTION.shutDown();

        PROJECTION.resetTokens();

        assertThat(JDBC.sql("SELECT count(*) FROM orderstatus.order_status")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(get("/orders/" + order.id()).body()).isEqualTo(before);
        PROJECTION.start();
        awaitRow(order, 2);
        assertThat(get("/orders/" + order.id()).body()).isEqualTo(before);
    }

    private static void saveBatch(OrderEvents order, OrderEvent... first) {
        var batch = new OrderStatusBatch(SERVICE.getBean(OrderStatusRows.class), SERVICE.getBean(OrderStream.class));
        for (int i = 0; i < first.length; i++) {
            batch.add(first[i], i, order.placedAt());
        }
        batch.save();
    }
}
