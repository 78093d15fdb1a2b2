package dev.ordersaga.order;

import static dev.ordersaga.api.testing.OrderEvents.TOTAL;
import static dev.ordersaga.api.testing.OrderEvents.anOrder;
import static dev.ordersaga.api.testing.OrderEvents.attempt;
import static dev.ordersaga.api.testing.OrderEvents.method;

import dev.ordersaga.api.order.CaptureFailed;
import dev.ordersaga.api.order.CaptureSucceeded;
import dev.ordersaga.api.order.OrderEvent;
import dev.ordersaga.api.order.PaymentAttemptDeclined;
import dev.ordersaga.api.order.PaymentDelayed;
import dev.ordersaga.api.order.PaymentRequested;
import dev.ordersaga.api.payment.AttemptStatus;
import dev.ordersaga.api.status.CaptureMode;
import dev.ordersaga.api.testing.OrderEvents;
import dev.ordersaga.order.command.AwaitedStep;
import dev.ordersaga.order.command.ConfirmOrder;
import dev.ordersaga.order.command.DeclineAttempt;
import dev.ordersaga.order.command.ExpireDeadline;
import dev.ordersaga.order.command.PayWithAnotherMethod;
import dev.ordersaga.order.command.RequestPayment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;

/** After the goods have left and the capture failed, the amount can be collected with another payment method. */
class OrderCollectTest {

    private static final OrderEvents ORDER = anOrder().capturedOnShipment();
    private static final OrderEvent[] CAPTURE_FAILED = {
        ORDER.placed(),
        ORDER.paymentRequested(1),
        ORDER.confirmedUncaptured(),
        ORDER.shipped(),
        ORDER.captureRequested(),
        ORDER.captureFailed()
    };
    private static final OrderEvent[] COLLECTING = Stream.concat(
                    Arrays.stream(CAPTURE_FAILED), Stream.of(ORDER.methodChosen(), requested()))
            .toArray(OrderEvent[]::new);

    private final FixtureConfiguration<Order> order = new AggregateTestFixture<>(Order.class);

    @Test
    void anotherMethodIsChargedAtOnce() {
        order.given((Object[]) CAPTURE_FAILED)
                .when(new PayWithAnotherMethod(ORDER.id(), method(2)))
                .expectEvents(ORDER.methodChosen());
        order.given((Object[]) CAPTURE_FAILED)
                .andGiven(ORDER.methodChosen())
                .when(new RequestPayment(ORDER.id(), 2))
                .expectEvents(requested());
    }

    @Test
    void theCollectedAmountIsCapturedAndTheOrderStaysShipped() {
        order.given((Object[]) COLLECTING)
                .when(new ConfirmOrder(ORDER.id(), attempt(2, AttemptStatus.CAPTURED), TOTAL))
                .expectEvents(new CaptureSucceeded(ORDER.id(), TOTAL));
    }

    @Test
    void aDeclineLeadsBackToTheFailedCapture() {
        order.given((Object[]) COLLECTING)
                .when(new DeclineAttempt(ORDER.id(), attempt(2, AttemptStatus.DECLINED), true, 1))
                .expectEvents(
                        new PaymentAttemptDeclined(ORDER.id(), attempt(2, AttemptStatus.DECLINED), true, 1),
                        new CaptureFailed(ORDER.id(), AttemptOutcome.DECLINED));
    }

    @Test
    void noDeadlineRejectsWhatHasLeft() {
        List<Object> history = new ArrayList<>(List.of(COLLECTING));
        history.add(new PaymentDelayed(ORDER.id(), 2, false, ORDER.placedAt()));
        order.given(history)
                .when(new ExpireDeadline(ORDER.id(), 2, AwaitedStep.ANSWER))
                .expectNoEvents();
    }

    private static PaymentRequested requested() {
        return new PaymentRequested(ORDER.id(), 2, method(2), TOTAL, CaptureMode.ON_CONFIRMATION);
    }
}
