package dev.ordersaga.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** 200 cancellations at random moments during the payment: each order ends paid or unpaid. */
class CancelAgainstPaymentIT {

    private static final int RACES = 200;
    private static final int LATEST_CANCELLATION_MICROS = 60_000;

    private record Race(String location, boolean isCancelAccepted) {}

    @Test
    void oneOfThemWinsAndTheNetAmountIsTotalOrZero() throws Exception {
        long seed = System.nanoTime();
        Random moments = new Random(seed);
        List<JsonNode> cancelled = new ArrayList<>();
        List<JsonNode> kept = new ArrayList<>();
        try (SystemUnderTest system = SystemUnderTest.open();
                OrderClient customer = new OrderClient(system.url());
                ScheduledExecutorService clients = Executors.newScheduledThreadPool(8)) {
            customer.settled(customer.place("pm_card_visa"));
            List<Future<Race>> races = new ArrayList<>();
            for (int i = 0; i < RACES; i++) {
                String location = customer.place(i % 10 == 9 ? "pm_card_visa_chargeDeclined" : "pm_card_visa");
                long moment = moments.nextInt(LATEST_CANCELLATION_MICROS);
                races.add(clients.schedule(
                        () -> new Race(location, customer.cancel(location).statusCode() == 202),
                        moment,
                        TimeUnit.MICROSECONDS));
            }
            for (Future<Race> race : races) {
                JsonNode order = customer.settled(race.get().location());
                (race.get().isCancelAccepted() ? cancelled : kept).add(order);
            }
        }
        assertThat(cancelled).as("seed %d", seed).isNotEmpty().allSatisfy(order -> {
            assertThat(order.path("status").asString()).isEqualTo("CANCELLED");
            assertThat(net(order)).isEqualByComparingTo("0");
        });
        assertThat(kept).as("seed %d", seed).allSatisfy(order -> {
            assertThat(order.path("status").asString()).isEqualTo("REJECTED");
            assertThat(net(order)).isEqualByComparingTo("0");
        });
    }

    private static BigDecimal net(JsonNode order) {
        JsonNode payment = order.path("payment");
        return new BigDecimal(payment.path("capturedTotal").asString())
                .subtract(new BigDecimal(payment.path("refundedTotal").asString()));
    }
}
