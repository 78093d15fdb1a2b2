package dev.ordersaga.order;

import static dev.ordersaga.api.testing.OrderEvents.FINGERPRINT;
import static dev.ordersaga.api.testing.OrderEvents.LINES;
import static dev.ordersaga.api.testing.OrderEvents.TENANT;
import static dev.ordersaga.api.testing.OrderEvents.TOTAL;
import static dev.ordersaga.api.testing.OrderEvents.anOrder;
import static dev.ordersaga.api.testing.OrderEvents.method;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.api.order.OrderPlaced;
import dev.ordersaga.api.status.CancelledBy;
import dev.ordersaga.api.testing.OrderEvents;
import dev.ordersaga.order.command.CancelOrder;
import dev.ordersaga.order.command.OrderRefused;
import dev.ordersaga.order.command.PlaceOrder;
import dev.ordersaga.order.command.Precondition;
import dev.ordersaga.order.command.Precondition.Versions;
import dev.ordersaga.order.command.Refusal;
import dev.ordersaga.order.command.RequestPayment;
import dev.ordersaga.order.command.RequestRefund;
import dev.ordersaga.order.command.ShipOrder;
import dev.ordersaga.order.requester.Requester;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;

/** Who may change an order. */
class OrderOwnersTest {

    private static final OrderEvents ORDER = anOrder();
    private static final OrderPlaced PLACED = ORDER.placed();
    private static final Requester MERCHANT = new Requester("key:shop", TENANT, null);
    private static final Requester OTHER_MERCHANT = new Requester("key:other", "other", null);
    private static final Requester OTHER_CUSTOMER = new Requester("customer", TENANT, "12346");

    private final FixtureConfiguration<Order> order = new AggregateTestFixture<>(Order.class);

    @Test
    void forAnyCommandOfSomeoneElseTheOrderDoesNotExist() {
        List<Object> commands = List.of(cancel(), new ShipOrder(ORDER.id()), new RequestRefund(ORDER.id(), null, null));
        for (Object command : commands) {
            for (Requester other : List.of(OTHER_MERCHANT, OTHER_CUSTOMER)) {
                order.given(PLACED)
                        .when(command, other.asMetaData())
                        .expectNoEvents()
                        .expectResultMessagePayload(new OrderRefused(ORDER.id(), Refusal.NOT_ACCESSIBLE, -1));
            }
        }
    }

    @Test
    void anIdInUseIsRefusedWithoutAWordAboutTheOrder() {
        order.given(PLACED)
                .when(place("other"), OTHER_MERCHANT.asMetaData())
                .expectNoEvents()
                .expectResultMessagePayload(new OrderRefused(ORDER.id(), Refusal.ORDER_EXISTS, -1));
    }

    @Test
    void aRequestThatPlacesNothingCannotTellAForeignOrderFromNone() {
        PlaceOrder ifVersionIs7 = new PlaceOrder(
                ORDER.id(),
                FINGERPRINT,
                "other",
                PLACED.customerId(),
                LINES,
                TOTAL,
                method(1),
                PLACED.capture(),
                new Precondition(new Versions(false, Set.of(7L)), null));
        OrderRefused absent = new OrderRefused(ORDER.id(), Refusal.VERSION_MISMATCH, -1);

        order.givenNoPriorActivity()
                .when(ifVersionIs7, OTHER_MERCHANT.asMetaData())
                .expectResultMessagePayload(absent);
        order.given(PLACED)
                .when(ifVersionIs7, OTHER_MERCHANT.asMetaData())
                .expectNoEvents()
                .expectResultMessagePayload(absent);
    }

    @Test
    void theOwnersAndOperatorsChangeIt() {
        Stream.of(
                        MERCHANT,
                        new Requester("customer", TENANT, ORDER.placed().customerId()),
                        new Requester("ada", null, null))
                .forEach(requester -> order.given(PLACED)
                        .when(cancel(), requester.asMetaData())
                        .expectEvents(ORDER.cancelled(false, "changed my mind")));
    }

    @Test
    void theCommandsOfTheProcessHaveNoRequester() {
        order.given(PLACED).when(new RequestPayment(ORDER.id(), 1)).expectEvents(ORDER.paymentRequested());
    }

    @Test
    void onlyTheNameOfTheRequesterIsStoredAndOnlyWithTheEventsOfTheCommand() {
        var command = new GenericCommandMessage<>(cancel(), OTHER_CUSTOMER.asMetaData());
        assertThat(Requester.correlationOf(command)).isEqualTo(Map.of("caller", "customer"));

        var event = new GenericEventMessage<>(PLACED, MetaData.with("caller", "key:shop"));
        assertThat(Requester.correlationOf(event)).isEmpty();
    }

    private static CancelOrder cancel() {
        return new CancelOrder(ORDER.id(), CancelledBy.CUSTOMER, "changed my mind", null);
    }

    private static PlaceOrder place(String tenant) {
        return new PlaceOrder(
                ORDER.id(), FINGERPRINT, tenant, PLACED.customerId(), LINES, TOTAL, method(1), PLACED.capture());
    }
}
