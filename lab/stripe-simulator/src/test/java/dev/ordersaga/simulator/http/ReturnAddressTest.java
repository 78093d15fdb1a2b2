package dev.ordersaga.simulator.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.simulator.payment.CaptureMethod;
import dev.ordersaga.simulator.payment.PaymentIntent;
import dev.ordersaga.simulator.payment.PaymentIntentTerms;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReturnAddressTest {

    private static final PaymentIntent FAILED = PaymentIntent.fresh(new PaymentIntentTerms(
            "pi_1", Instant.EPOCH, 1530, "gbp", CaptureMethod.AUTOMATIC, null, List.of(), true, Map.of(), Map.of()));

    @ParameterizedTest
    @CsvSource({
        "https://shop.example/o/1, https://shop.example/o/1?P",
        "https://shop.example/o/1?a=b, https://shop.example/o/1?a=b&P",
        "https://shop.example/o/1#top, https://shop.example/o/1?P#top",
        "https://shop.example/?a=b#top, https://shop.example/?a=b&P#top"
    })
    void theParametersAreAppendedToTheQuery(String url, String expected) {
        String parameters = "payment_intent=pi_1&payment_intent_client_secret=s3cret&redirect_status=failed";
        assertThat(ReturnAddress.of(url, FAILED, "s3cret")).isEqualTo(expected.replace("P", parameters));
    }
}
