package dev.ordersaga.order.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaymentMethodFieldTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pm_card_visa",
                "pm_1",
                "pm__",
                "pm_1234567890123456789012345678901234567890123456789012345678901234",
                "tok_visa",
                "sample_good",
                "wallet2_aZ09_"
            })
    void tokensOfAllProvidersAreAccepted(String token) {
        assertThat(token).matches(PaymentMethodField.TOKEN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "pm",
                "pm_",
                "_1",
                "pm_a-b",
                "pm_a b",
                "pm_ä",
                " pm_1",
                "PM_1",
                "pm_12345678901234567890123456789012345678901234567890123456789012345",
                "a2345678901234567_1"
            })
    void otherFormsAreRejected(String token) {
        assertThat(token).doesNotMatch(PaymentMethodField.TOKEN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4242424242424242",
                "4242 4242 4242 4242",
                "4242-4242-4242-4242",
                "4242_4242_4242_4242",
                "378282246310005"
            })
    void cardNumbersAreRejected(String number) {
        assertThat(number).doesNotMatch(PaymentMethodField.TOKEN);
    }
}
