package dev.ordersaga.api.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.api.payment.PaymentEvent;
import dev.ordersaga.api.privacy.PrivacyEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The resource by which the published language registers itself in the event store of every service. */
class PayloadTypesResourceTest {

    @Test
    void namesTheSealedInterfacesOfAllEvents() throws IOException {
        try (var resource =
                Objects.requireNonNull(OrderEvent.class.getResourceAsStream("/META-INF/event-store/payload-types"))) {
            List<String> names = new String(resource.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
            assertThat(names)
                    .containsExactly(
                            OrderEvent.class.getName(), PaymentEvent.class.getName(), PrivacyEvent.class.getName());
        }
        assertThat(List.of(OrderEvent.class, PaymentEvent.class, PrivacyEvent.class))
                .allMatch(Class::isSealed);
    }
}
