package dev.ordersaga.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.model.PaymentIntent;
import com.stripe.param.PaymentIntentCreateParams.CaptureMethod;
import com.stripe.param.PaymentIntentListParams;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ListsIT {

    @RegisterExtension
    final RunningSimulator simulator = new RunningSimulator();

    @Test
    void pagesGoFromNewestToOldest() throws Exception {
        payments(7);
        List<String> orders = new ArrayList<>();
        var pages = simulator
                .stripe()
                .v1()
                .paymentIntents()
                .list(PaymentIntentListParams.builder().setLimit(3L).build());
        assertThat(pages.getData()).hasSize(3);
        assertThat(pages.getHasMore()).isTrue();
        pages.autoPagingIterable()
                .forEach(intent -> orders.add(intent.getMetadata().get("orderId")));
        assertThat(orders).containsExactly("o6", "o5", "o4", "o3", "o2", "o1", "o0");
    }

    @Test
    void pagesCanBeReadBackwards() throws Exception {
        List<PaymentIntent> payments = payments(5);
        var page = simulator
                .stripe()
                .v1()
                .paymentIntents()
                .list(PaymentIntentListParams.builder()
                        .setLimit(2L)
                        .setEndingBefore(payments.get(1).getId())
                        .build());
        assertThat(page.getData())
                .extracting(intent -> intent.getMetadata().get("orderId"))
                .containsExactly("o3", "o2");
        assertThat(page.getHasMore()).isTrue();
    }

    @Test
    void createdFiltersByARangeOfSeconds() throws Exception {
        payments(5);
        long second = RunningSimulator.START.getEpochSecond();
        assertThat(orders(PaymentIntentListParams.Created.builder()
                        .setGte(second + 1)
                        .setLt(second + 3)
                        .build()))
                .containsExactly("o2", "o1");
        assertThat(orders(PaymentIntentListParams.Created.builder()
                        .setGt(second + 1)
                        .setLte(second + 3)
                        .build()))
                .containsExactly("o3", "o2");
        var exactly = simulator
                .stripe()
                .v1()
                .paymentIntents()
                .list(PaymentIntentListParams.builder().setCreated(second + 4).build());
        assertThat(exactly.getData()).hasSize(1);
    }

    @Test
    void expansionWorksInsideLists() throws Exception {
        payments(2);
        var page = simulator
                .stripe()
                .v1()
                .paymentIntents()
                .list(PaymentIntentListParams.builder()
                        .addExpand("data.latest_charge")
                        .build());
        assertThat(page.getData())
                .allMatch(intent -> intent.getLatestChargeObject().getAmountCaptured() == 100);
    }

    @Test
    void invalidListParametersAreNamed() throws Exception {
        assertThat(simulator.get("/v1/payment_intents?limit=101").body()).contains("\"param\":\"limit\"");
        assertThat(simulator.get("/v1/payment_intents?limit=0").statusCode()).isEqualTo(400);
        assertThat(simulator.get("/v1/payment_intents?starting_after=pi_x").body())
                .contains("starting_after");
        assertThat(simulator.get("/v1/payment_intents?created[around]=5").statusCode())
                .isEqualTo(400);
        assertThat(simulator.get("/v1/payment_intents?colour=red").body()).contains("parameter_unknown");
        assertThat(simulator.get("/v1/payment_intents?expand[]=data.mood").statusCode())
                .isEqualTo(200);
        payments(1);
        assertThat(simulator.get("/v1/payment_intents?expand[]=data.mood").body())
                .contains("cannot be expanded");
        assertThat(simulator.get("/v1/customers").statusCode()).isEqualTo(404);
    }

    private List<String> orders(PaymentIntentListParams.Created created) throws Exception {
        return simulator
                .stripe()
                .v1()
                .paymentIntents()
                .list(PaymentIntentListParams.builder().setCreated(created).build())
                .getData()
                .stream()
                .map(intent -> intent.getMetadata().get("orderId"))
                .toList();
    }

    /** One per second. */
    private List<PaymentIntent> payments(int count) throws Exception {
        List<PaymentIntent> payments = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            payments.add(simulator.pay("o" + i, 100, "pm_card_visa", CaptureMethod.AUTOMATIC));
            simulator.server().advance(Duration.ofSeconds(1));
        }
        return payments;
    }
}
