package dev.ordersaga.orderstatus.view;

import static dev.ordersaga.api.testing.OrderEvents.anOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordersaga.api.testing.OrderEvents;
import dev.ordersaga.eventstore.serialization.PayloadProtection;
import dev.ordersaga.eventstore.serialization.UnregisteredTypeException;
import java.nio.charset.StandardCharsets;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.UnknownSerializedType;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** A stream that cannot be folded fails the rebuild: the old view remains. */
class OrderStatusRebuildTest {

    private final OrderEvents order = anOrder();
    private final OrderStatusRows target = new OrderStatusRows(
            new JdbcTemplate(), "none", new OrderStatusDocument(PayloadProtection.NONE), new ClearPersons());
    private final OrderStatusRebuild.Fold fold = new OrderStatusRebuild.Fold(target);

    @Test
    void eachStreamIsOneRow() {
        int empty = new OrderStatusRebuild.Fold(target).rows().length;
        fold.add(event(0, order.placed()));
        fold.add(event(1, order.paymentRequested()));
        OrderEvents other = anOrder();
        fold.add(event(0, other.placed()));
        String rows = new String(fold.rows(), StandardCharsets.ISO_8859_1);
        assertThat(rows.length()).isGreaterThan(empty);
        assertThat(rows.split("17850", -1))
                .as("rows by their column of the customer")
                .hasSize(3);
    }

    @Test
    void anEventOfAnUnknownTypeOfTheFamilyFails() {
        fold.add(event(0, order.placed()));
        var unknown = new UnknownSerializedType(
                Jackson3Serializer.builder().build(),
                new SimpleSerializedObject<>("{}", String.class, "dev.ordersaga.api.order.OrderTeleported", null));
        assertThatThrownBy(() -> fold.add(event(1, unknown)))
                .isInstanceOf(UnregisteredTypeException.class)
                .hasMessageContaining("OrderTeleported");
    }

    @Test
    void aMissingEventFails() {
        fold.add(event(0, order.placed()));
        assertThatThrownBy(() -> fold.add(event(2, order.confirmed()))).isInstanceOf(IllegalStateException.class);
    }

    private DomainEventMessage<?> event(long sequence, Object payload) {
        return new GenericDomainEventMessage<>("Order", order.id().toString(), sequence, payload);
    }
}
