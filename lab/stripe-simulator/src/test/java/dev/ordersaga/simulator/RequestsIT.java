package dev.ordersaga.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.stripe.exception.InvalidRequestException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Required parameters and authentication, and the errors without them. */
class RequestsIT {

    @RegisterExtension
    final RunningSimulator simulator = new RunningSimulator();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "amount=|parameter_invalid_empty|amount",
                "|parameter_missing|amount",
                "amount=ten&currency=gbp|parameter_invalid_integer|amount",
                "amount=-5&currency=gbp|parameter_invalid_integer|amount",
                "amount=29&currency=gbp|amount_too_small|amount",
                "amount=100000000&currency=gbp|amount_too_large|amount",
                "amount=100|parameter_missing|currency",
                "amount=100&currency=gbp&colour=red|parameter_unknown|colour",
                "amount=100&currency=gbp&payment_method=pm_nobody|resource_missing|payment_method",
                "amount=100&currency=gbp&confirm=perhaps|parameter_invalid_boolean|confirm",
                "amount=100&currency=gbp&confirm=true&payment_method_types[]=card|payment_intent_unexpected_state|",
                "amount=100&currency=xyz||currency",
                "amount=1001&currency=kwd||amount",
                "amount=150&currency=isk||amount",
                "amount=100&currency=gbp&capture_method=sometimes||capture_method",
                "amount=100&currency=gbp&off_session=true||off_session"
            })
    void invalidParametersAreNamed(String form, String code, String param) throws Exception {
        var response = simulator.form("/v1/payment_intents", form == null ? "" : form, "Idempotency-Key", "same");
        assertThat(response.statusCode()).isEqualTo(400);
        var error = RunningSimulator.json(response.body()).get("error");
        assertThat(error.path("type").asString()).isEqualTo("invalid_request_error");
        assertThat(error.path("code").asString(null)).isEqualTo(code);
        assertThat(error.path("param").asString(null)).isEqualTo(param);
        assertThat(simulator.ledger()).isEmpty();
    }

    @Test
    void confirmingWithRedirectsAllowedNeedsAReturnUrl() throws Exception {
        String form = "amount=100&currency=gbp&confirm=true&payment_method=pm_card_visa";
        var refused = simulator.form("/v1/payment_intents", form);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("return_url");
        assertThat(simulator
                        .form("/v1/payment_intents", form + "&return_url=https%3A%2F%2Fshop.example%2Fback")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void unknownObjectsAreNotFound() {
        InvalidRequestException missing =
                refusedBy(() -> simulator.stripe().v1().paymentIntents().retrieve("pi_nobody"));
        assertThat(missing.getStatusCode()).isEqualTo(404);
        assertThat(missing.getCode()).isEqualTo("resource_missing");
        assertThat(missing.getMessage()).startsWith("No such payment_intent: 'pi_nobody'");
    }

    @Test
    void onlyTestKeysAreAccepted() throws Exception {
        assertThat(simulator.form("/v1/payment_intents", "", "X", "y").statusCode())
                .isEqualTo(400);
        var http = java.net.http.HttpClient.newHttpClient();
        for (String key : new String[] {"sk_live_real", "nonsense"}) {
            var request = java.net.http.HttpRequest.newBuilder(
                            java.net.URI.create(simulator.server().url() + "/v1/payment_intents"))
                    .header("Authorization", "Bearer " + key)
                    .build();
            assertThat(http.send(request, java.net.http.HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void theApiVersionIsEchoed() throws Exception {
        var usual = simulator.get("/v1/payment_intents");
        assertThat(usual.headers().firstValue("Stripe-Version")).contains(SimulatorOptions.DEFAULT_API_VERSION);
        assertThat(SimulatorOptions.DEFAULT_API_VERSION).isEqualTo(com.stripe.Stripe.API_VERSION);
        var other = simulator.form("/v1/refunds", "", "Stripe-Version", "2024-06-20");
        assertThat(other.headers().firstValue("Stripe-Version")).contains("2024-06-20");
        assertThat(simulator.form("/v1/refunds", "", "Stripe-Version", "latest").body())
                .contains("Invalid Stripe API version");
    }

    static InvalidRequestException refusedBy(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return catchThrowableOfType(InvalidRequestException.class, call);
    }
}
