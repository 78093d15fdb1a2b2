package dev.ordersaga.http.body;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CardNumbersTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4242424242424242",
                "4222222222222",
                "378282246310005",
                "6304000000000000000",
                "4242 4242 4242 4242",
                "4242-4242-4242-4242",
                "3782 822463 10005",
                "4 2 4 2 4 2 4 2 4 2 4 2 4 2 4 2",
                "my card is 4242 4242 4242 4242, thanks",
                "sku4242424242424242b",
                "12 4242 4242 4242 4242 7",
                "4242\u00a04242\u00a04242\u00a04242",
                "４２４２４２４２４２４２４２４２",
                "no 123-4 but 4242424242424242"
            })
    void cardNumberIsRecognized(String text) {
        assertThat(CardNumbers.appearIn(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "4242424242424241",
                "424242424242",
                "42424242424242424242",
                "4242  4242  4242  4242",
                "4242_4242_4242_4242",
                "4242.4242.4242.4242",
                "WHITE HANGING HEART T-LIGHT HOLDER",
                "85123A",
                // A whole UUID whose last groups pass the check.
                "8e03978e-40d5-43e8-b424-242424242424"
            })
    void otherTextIsNoCardNumber(String text) {
        assertThat(CardNumbers.appearIn(text)).isFalse();
    }
}
