package dev.ordersaga.api.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Currency;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The text as which an amount is stored. */
class MoneyTextTest {

    @ParameterizedTest
    @CsvSource({
        "1530, GBP, 15.30 GBP",
        "5, GBP, 0.05 GBP",
        "0, EUR, 0.00 EUR",
        "-1530, EUR, -15.30 EUR",
        "15, JPY, 15 JPY",
        "1235, KWD, 1.235 KWD",
        "9223372036854775807, USD, 92233720368547758.07 USD",
        "9223372036854775807, JPY, 9223372036854775807 JPY"
    })
    void isReadAsTheSameAmount(long minor, String currency, String text) {
        Money amount = new Money(minor, Currency.getInstance(currency));

        assertThat(amount).hasToString(text);
        assertThat(Money.parse(text)).isEqualTo(amount);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "15.30",
                "GBP",
                " GBP",
                "15.30GBP",
                "15.30 XXX",
                "10 XXX",
                "15.30 ABC",
                "x GBP",
                "15.30 GBP ",
                "15.305 GBP",
                "92233720368547758.08 USD"
            })
    void anotherFormIsRefused(String text) {
        assertThatThrownBy(() -> Money.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
