package dev.ordersaga.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;

/** Declined, slow and authenticated payments over HTTP, with two attempts allowed. */
@Execution(ExecutionMode.CONCURRENT)
class PaymentAttemptsIT {

    private static final String NO_MONEY = "pm_card_visa_chargeDeclinedInsufficientFunds";
    private static final String STOLEN = "pm_card_visa_chargeDeclinedStolenCard";

    private static SystemUnderTest system;
    private static OrderClient customer;

    @BeforeAll
    static void open() {
        system = SystemUnderTest.with(
                "--order-command.payment.attempts-allowed=2",
                "--order-command.payment.choice-deadline=3s",
                "--order-command.payment.action-deadline=10s",
                "--order-command.payment.renewals-allowed=1");
        customer = new OrderClient(system.url());
    }

    @AfterAll
    static void close() {
        if (system != null) {
            customer.close();
            system.close();
        }
    }

    @Test
    void aSecondMethodPaysAfterADecline() {
        String location = customer.place(NO_MONEY);
        JsonNode declined = customer.whenPaymentIs("DECLINED", location);
        assertThat(declined.path("status").asString()).isEqualTo("AWAITING_PAYMENT");
        assertThat(links(declined)).containsExactly("self", "cancellation", "payment-attempts");
        assertThat(customer.get(location).headers().firstValue("Retry-After")).isPresent();

        assertThat(customer.payWith("pm_card_visa", location).statusCode()).isEqualTo(202);
        JsonNode paid = customer.settled(location);
        assertThat(paid.path("status").asString()).isEqualTo("CONFIRMED");
        assertThat(paid.path("payment").path("capturedTotal").asString()).isEqualTo("15.30");
        assertThat(attempts(paid)).containsExactly("1 DECLINED insufficient_funds", "2 CAPTURED ");
        assertThat(refusal(customer.payWith("pm_card_visa", location))).isEqualTo("409 order-already-confirmed");
    }

    @Test
    void theLastDeclineRejectsTheOrder() {
        String location = customer.place(STOLEN);
        customer.whenPaymentIs("DECLINED", location);

        assertThat(refusal(customer.payWith(STOLEN, location))).isEqualTo("409 payment-method-declined");
        assertThat(customer.payWith(NO_MONEY, location).statusCode()).isEqualTo(202);
        JsonNode rejected = customer.settled(location);
        assertThat(rejected.path("status").asString()).isEqualTo("REJECTED");
        assertThat(rejected.path("reason").asString()).isEqualTo("PAYMENT_DECLINED");
        assertThat(attempts(rejected)).containsExactly("1 DECLINED generic_decline", "2 DECLINED insufficient_funds");
        assertThat(refusal(customer.payWith("pm_card_visa", location))).isEqualTo("409 order-already-rejected");
    }

    @Test
    void withoutAnotherMethodInTimeTheOrderIsRejected() {
        String location = customer.place(NO_MONEY);

        JsonNode rejected = customer.settled(location);
        assertThat(rejected.path("status").asString()).isEqualTo("REJECTED");
        assertThat(rejected.path("reason").asString()).isEqualTo("PAYMENT_DECLINED");
        assertThat(rejected.path("payment").path("status").asString()).isEqualTo("DECLINED");
    }

    @Test
    void anOrderCanBeCancelledAfterADecline() {
        String location = customer.place(NO_MONEY);
        customer.whenPaymentIs("DECLINED", location);

        assertThat(customer.cancel(location).statusCode()).isEqualTo(202);
        JsonNode cancelled = customer.settled(location);
        assertThat(cancelled.path("status").asString()).isEqualTo("CANCELLED");
        assertThat(cancelled.path("payment").path("status").asString()).isEqualTo("VOIDED");
        assertThat(refusal(customer.payWith("pm_card_visa", location))).isEqualTo("409 order-already-cancelled");
    }

    @Test
    void onlyOneAttemptIsOpenAtATime() {
        String location = customer.place("pm_slow_2s");
        assertThat(refusal(customer.payWith("pm_card_visa", location))).isEqualTo("409 payment-attempt-open");
        HttpResponse<String> faulty = customer.post(location + "/payment-attempts", "{}", OrderClient.newKey());
        assertThat(faulty.statusCode()).isEqualTo(422);
        assertThat(faulty.body()).contains("/paymentMethod");
        assertThat(customer.settled(location).path("status").asString()).isEqualTo("CONFIRMED");
    }

    @Test
    void anAuthenticatedPaymentSucceeds() {
        String location = customer.place("pm_card_authenticationRequired");
        JsonNode asked = customer.whenPaymentIs("ACTION_REQUIRED", location);
        JsonNode action = asked.path("payment").path("nextAction");
        assertThat(action.path("type").asString()).isEqualTo("redirect_to_url");
        assertThat(action.path("url").asString()).startsWith("https://bank.example/");
        assertThat(action.path("expiresAt").asString()).isNotBlank();

        JsonNode paid = customer.settled(location);
        assertThat(paid.path("status").asString()).isEqualTo("CONFIRMED");
        assertThat(paid.path("payment").has("nextAction")).isFalse();
    }

    @Test
    void withoutAuthenticationTheOrderIsRejectedAndThePaymentVoided() {
        String location = customer.place("pm_card_threeDSecure2Required");
        customer.whenPaymentIs("ACTION_REQUIRED", location);

        JsonNode rejected = customer.settled(location);
        assertThat(rejected.path("reason").asString()).isEqualTo("PAYMENT_TIMED_OUT");
        assertThat(rejected.path("payment").path("status").asString()).isEqualTo("VOIDED");
    }

    @Test
    void aBankDebitHasALongerDeadlineThanACard() {
        String location = customer.place("pm_usBankAccount_success");
        customer.whenPaymentIs("PROCESSING", location);
        assertThat(customer.get(location).headers().firstValue("Retry-After")).hasValue("60");

        JsonNode paid = customer.settled(location);
        assertThat(paid.path("status").asString()).isEqualTo("CONFIRMED");
        assertThat(paid.path("payment").path("capturedTotal").asString()).isEqualTo("15.30");
    }

    @Test
    void anExpiredAuthorizationIsRenewedOnceThenTheOrderIsRejected() {
        String location = customer.placeForShipment("pm_expires_2s");
        customer.when(order -> order.path("status").asString().equals("REJECTED"), location);

        JsonNode rejected = customer.settled(location);
        assertThat(rejected.path("reason").asString()).isEqualTo("AUTHORIZATION_EXPIRED");
        assertThat(rejected.path("payment").path("status").asString()).isEqualTo("VOIDED");
        assertThat(attempts(rejected)).containsExactly("1 VOIDED ", "2 VOIDED ");
        assertThat(milestones(rejected))
                .containsExactly(
                        "PLACED",
                        "PAYMENT_REQUESTED",
                        "CONFIRMED",
                        "AUTHORIZATION_EXPIRED",
                        "PAYMENT_REQUESTED",
                        "CONFIRMED",
                        "AUTHORIZATION_EXPIRED",
                        "REJECTED");
        assertThat(refusal(customer.ship(location))).isEqualTo("409 order-already-rejected");
    }

    private static List<String> milestones(JsonNode order) {
        return StreamSupport.stream(order.path("timeline").spliterator(), false)
                .map(entry -> entry.path("what").asString())
                .toList();
    }

    private static List<String> attempts(JsonNode order) {
        return StreamSupport.stream(order.path("payment").path("attempts").spliterator(), false)
                .map(attempt -> attempt.path("number").asInt() + " "
                        + attempt.path("status").asString() + " "
                        + attempt.path("declineCode").asString(""))
                .toList();
    }

    private static List<String> links(JsonNode order) {
        return new ArrayList<>(order.path("links").propertyNames());
    }

    private static String refusal(HttpResponse<String> answer) {
        return answer.statusCode() + " " + OrderClient.json(answer).path("code").asString();
    }
}
