package dev.ordersaga.payment.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PaymentProvidersTest {

    private static final PaymentGateway GATEWAY = unused(PaymentGateway.class);
    private static final ProviderRecords RECORDS = unused(ProviderRecords.class);
    private static final WebhookVerifier WEBHOOKS = unused(WebhookVerifier.class);

    private static final EnabledProvider CARDS = provider("cards", "pm_.+");
    private static final EnabledProvider OTHER_CARDS = provider("other-cards", "pm_.+");
    private static final EnabledProvider WALLET = new EnabledProvider(
            "wallet", Pattern.compile("wallet_.+"), unused(PaymentGateway.class), RECORDS, WEBHOOKS);
    private static final List<EnabledProvider> ALL = List.of(CARDS, OTHER_CARDS, WALLET);

    @Test
    void aPaymentMethodSelectsTheProvider() {
        var providers = new PaymentProviders(List.of("cards", "wallet"), ALL);
        assertThat(providers.accepting("pm_card_visa")).contains(CARDS);
        assertThat(providers.accepting("wallet_1")).contains(WALLET);
        assertThat(providers.accepting("wallet_")).isEmpty();
        assertThat(providers.accepting("tok_1")).isEmpty();
    }

    @Test
    void ofSeveralThatAcceptAPaymentMethodTheFirstOneInTheSettingIsSelected() {
        assertThat(new PaymentProviders(List.of("cards", "other-cards"), ALL).accepting("pm_1"))
                .contains(CARDS);
        assertThat(new PaymentProviders(List.of("other-cards", "cards"), ALL).accepting("pm_1"))
                .contains(OTHER_CARDS);
    }

    @Test
    void onlyEnabledProvidersAreAvailable() {
        var providers = new PaymentProviders(List.of("wallet"), ALL);
        assertThat(providers.gateway("wallet")).isSameAs(WALLET.gateway());
        assertThat(providers.records("wallet")).isSameAs(RECORDS);
        assertThat(providers.webhooks("wallet")).contains(WEBHOOKS);
        assertThat(providers.accepting("pm_1")).isEmpty();
        assertThat(providers.webhooks("cards")).isEmpty();
        assertThatIllegalStateException()
                .isThrownBy(() -> providers.gateway("cards"))
                .withMessageContaining("'cards' is not enabled")
                .withMessageContaining("payment-handler.providers");
    }

    @Test
    void theSettingMustNameExistingProvidersOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PaymentProviders(List.of(), ALL))
                .withMessage("payment-handler.providers names no payment provider");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PaymentProviders(List.of("cards", "unknown"), ALL))
                .withMessageContaining("'unknown'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PaymentProviders(List.of("cards", "cards"), ALL))
                .withMessageContaining("'cards' twice");
    }

    @Test
    void aNameIsPartOfRoutesAndWebhooksNeedRecords() {
        assertThatIllegalArgumentException().isThrownBy(() -> provider("No Name", ".+"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EnabledProvider("x", Pattern.compile(".+"), GATEWAY, null, WEBHOOKS))
                .withMessageContaining("webhooks without records");
    }

    private static EnabledProvider provider(String name, String paymentMethods) {
        return new EnabledProvider(name, Pattern.compile(paymentMethods), GATEWAY, null, null);
    }

    private static <T> T unused(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> switch (method.getName()) {
                    case "equals" -> self == arguments[0];
                    case "hashCode" -> System.identityHashCode(self);
                    case "toString" -> type.getSimpleName();
                    default -> throw new UnsupportedOperationException(method.getName());
                }));
    }
}
