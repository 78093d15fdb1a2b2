package dev.ordersaga.payment.gateway.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.status.CaptureMode;
import dev.ordersaga.payment.gateway.Charge;
import dev.ordersaga.payment.gateway.PaymentGateway;
import dev.ordersaga.payment.gateway.ProviderAnswer.Captured;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Look-ups of attempts whose reference is unknown, by their metadata in Stripe's lists. */
class StripeLookupIT {

    private static final Instant START = Instant.parse("2026-11-20T10:00:00Z");
    private static final Money TOTAL = new Money(1530, Currency.getInstance("GBP"));

    @TempDir
    Path directory;

    private StripeSimulatorFixture stripe;
    private PaymentGateway gateway;

    @BeforeEach
    void open() {
        stripe = StripeSimulatorFixture.open(directory, START);
        gateway = stripe.provider().gateway();
    }

    @AfterEach
    void close() {
        stripe.close();
    }

    @Test
    void anAttemptThatReachesStripeHoursLateIsFound() {
        Charge charge = charge(1);
        stripe.advance(Duration.ofHours(5));
        gateway.authorize(charge);
        assertThat(gateway.find(charge)).containsInstanceOf(Captured.class);
    }

    @Test
    void anAttemptIsFoundBeyondTheFirstPage() {
        Charge first = charge(1);
        gateway.authorize(first);
        for (int order = 2; order <= 102; order++) {
            gateway.authorize(charge(order));
        }
        assertThat(gateway.find(first)).containsInstanceOf(Captured.class);
    }

    private static Charge charge(int number) {
        UUID order = new UUID(1, number);
        String key = order + "/authorize/1";
        return new Charge(order, 1, key, "pm_card_visa", TOTAL, CaptureMode.ON_CONFIRMATION, START, null);
    }
}
