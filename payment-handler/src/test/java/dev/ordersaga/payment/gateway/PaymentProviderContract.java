package dev.ordersaga.payment.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.status.CaptureMode;
import dev.ordersaga.payment.gateway.ProviderAnswer.Authorized;
import dev.ordersaga.payment.gateway.ProviderAnswer.Captured;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;

/**
 * Contract of a payment provider: the gateway, and the records and webhooks if the provider offers them. Every provider
 * has a test class that extends this one; {@link ProvidersHaveContractTestsTest} fails for a provider without.
 *
 * @param <P> the provider under test
 */
public abstract class PaymentProviderContract<P extends PaymentProvider> extends PaymentGatewayContract {

    /** The form of the field {@code paymentMethod} of orders. */
    private static final String ORDERS_ACCEPT = "[a-z][a-z0-9]{0,15}_[A-Za-z0-9_]{1,64}";

    protected abstract P provider();

    @Override
    protected final PaymentGateway gateway() {
        return provider().gateway();
    }

    /** A reference that does not exist at a provider with records. */
    protected String unknownReference() {
        throw new UnsupportedOperationException("a provider with records overrides this");
    }

    /** A webhook of a provider that sends them, about the object with this reference. */
    protected byte[] webhookBody(String reference) {
        throw new UnsupportedOperationException("a provider with webhooks overrides this");
    }

    /** The headers with which the provider signs this body at {@link #START}. */
    protected HttpHeaders signatureOf(byte[] body) {
        throw new UnsupportedOperationException("a provider with webhooks overrides this");
    }

    @Test
    void theProviderCanBeEnabled() {
        assertThatCode(() -> new EnabledProvider(
                        provider().name(),
                        provider().paymentMethods(),
                        gateway(),
                        provider().records().orElse(null),
                        provider().webhooks().orElse(null)))
                .doesNotThrowAnyException();
    }

    @Test
    void itsPaymentMethodsAreItsOwnAndAcceptedByOrders() {
        assertThat(List.of(
                        goodMethod(),
                        methodWithInsufficientFunds(),
                        lostCardMethod(),
                        methodWithFailingRefunds(),
                        slowMethod(),
                        unknownMethod()))
                .allMatch(provider().paymentMethods().asMatchPredicate())
                .allMatch(method -> method.matches(ORDERS_ACCEPT));
    }

    @Test
    void aCapturedChargeIsFoundByItsReference() {
        Charge charge = captured(charge(goodMethod(), CaptureMode.ON_CONFIRMATION));
        ProviderRecord.OfCharge found = recordOf(charge);

        assertThat(found.orderId()).isEqualTo(charge.orderId());
        assertThat(found.attempt()).isEqualTo(charge.attempt());
        assertThat(found.reference()).isEqualTo(charge.providerReference());
        assertThat(found.amount()).isEqualTo(TOTAL);
        assertThat(found.held()).isEqualTo(TOTAL);
        assertThat(found.answer()).isInstanceOf(Captured.class);
    }

    @Test
    void anAuthorizedChargeHoldsItsAmountUntilItIsVoided() {
        Charge charge = authorized(charge(goodMethod(), CaptureMode.ON_SHIPMENT));
        assertThat(recordOf(charge).held()).isEqualTo(TOTAL);
        assertThat(recordOf(charge).answer()).isInstanceOf(Authorized.class);

        gateway().voidCharge(charge, releaseOf(charge));
        assertThat(recordOf(charge).held()).isEqualTo(Money.zero(TOTAL.currency()));
    }

    @Test
    void aRefundReducesTheHeldAmount() {
        Charge charge = captured(charge(goodMethod(), CaptureMode.ON_CONFIRMATION));
        Refund refund = part(charge, 1);
        gateway().refund(charge, refund);

        assertThat(recordOf(charge).held()).isEqualTo(TOTAL.minus(refund.amount()));
        assertThat(recordOf(charge).amount()).isEqualTo(TOTAL);
    }

    @Test
    void anUnknownReferenceIsNotFound() {
        assertThat(records().lookUp(unknownReference())).isEmpty();
    }

    @Test
    void aListingHasTheChargesAndRefundsOfItsPeriod() {
        Charge good = captured(charge(goodMethod(), CaptureMode.ON_CONFIRMATION));
        Charge declined = charge(methodWithInsufficientFunds(), CaptureMode.ON_CONFIRMATION);
        gateway().authorize(declined);
        gateway().refund(good, part(good, 3));

        List<ProviderRecord> listed = list(START.minusSeconds(3600), START.plusSeconds(3600));
        assertThat(listed)
                .filteredOn(ProviderRecord.OfCharge.class::isInstance)
                .map(ProviderRecord.OfCharge.class::cast)
                .map(ProviderRecord.OfCharge::orderId)
                .containsExactlyInAnyOrder(good.orderId(), declined.orderId());
        assertThat(listed)
                .filteredOn(ProviderRecord.OfRefund.class::isInstance)
                .singleElement()
                .isInstanceOfSatisfying(ProviderRecord.OfRefund.class, refund -> {
                    assertThat(refund.orderId()).isEqualTo(good.orderId());
                    assertThat(refund.refund()).isEqualTo(3);
                });
        assertThat(list(START.minus(Duration.ofDays(2)), START.minus(Duration.ofDays(1))))
                .isEmpty();
    }

    @Test
    void aSignedWebhookNamesAnObjectThatCanBeLookedUp() {
        WebhookVerifier webhooks = webhooks();
        String reference = referenceOf(captured(charge(goodMethod(), CaptureMode.ON_CONFIRMATION)));
        byte[] body = webhookBody(reference);

        WebhookMessage message = webhooks.verify(body, signatureOf(body));
        assertThat(message.id()).isNotBlank();
        assertThat(message.type()).isNotBlank();
        assertThat(message.reference()).isEqualTo(reference);
        assertThat(webhooks.verify(body, signatureOf(body)))
                .as("a second delivery")
                .isEqualTo(message);
        assertThat(records().lookUp(reference)).isPresent();
    }

    @Test
    void aForgedWebhookIsRejected() {
        WebhookVerifier webhooks = webhooks();
        HttpHeaders signature = signatureOf(webhookBody("one"));
        byte[] forged = webhookBody("other");
        assertThatThrownBy(() -> webhooks.verify(forged, signature)).isInstanceOf(InvalidWebhookException.class);
        assertThatThrownBy(() -> webhooks.verify(forged, new HttpHeaders()))
                .isInstanceOf(InvalidWebhookException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "null", "{\"id\":", "{}"})
    void aMalformedWebhookIsRejectedEvenIfSigned(String malformed) {
        WebhookVerifier webhooks = webhooks();
        byte[] body = malformed.getBytes(UTF_8);
        assertThatThrownBy(() -> webhooks.verify(body, signatureOf(body))).isInstanceOf(InvalidWebhookException.class);
    }

    private ProviderRecords records() {
        assumeTrue(provider().records().isPresent(), "the provider has no records");
        return provider().records().orElseThrow();
    }

    private WebhookVerifier webhooks() {
        assumeTrue(provider().webhooks().isPresent(), "the provider sends no webhooks");
        return provider().webhooks().orElseThrow();
    }

    private ProviderRecord.OfCharge recordOf(Charge charge) {
        return (ProviderRecord.OfCharge) records().lookUp(referenceOf(charge)).orElseThrow();
    }

    private List<ProviderRecord> list(Instant from, Instant before) {
        List<ProviderRecord> listed = new ArrayList<>();
        records().list(from, before, listed::add);
        return listed;
    }

    private static String referenceOf(Charge charge) {
        return requireNonNull(charge.providerReference());
    }
}
