package dev.ordersaga.http.body;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CardNumbersTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4242424242424242",
                "4222222222222",
                "4000000000000000006",
                "5555555555554444",
                "2221000000000009",
                "2720000000000005",
                "378282246310005",
                "340000000000009",
                "6011111111111117",
                "6500000000000002",
                "30569309025904",
                "36000000000008",
                "38520000023237",
                "3566002020360505",
                "6200000000000005",
                "6759000000000000",
                "6304000000000000000",
                "2200000000000004"
            })
    void numberOfACardNetworkIsRecognized(String text) {
        assertThat(CardNumbers.appearIn(text)).isTrue();
        assertThat(CardNumbers.appearIn("order " + text + ", thanks")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "  ",
                "   ",
                "-",
                " - ",
                ".",
                "/",
                "\\",
                "_",
                "__",
                ",",
                "·",
                "•",
                "*",
                "|",
                "\t",
                "\u00a0",
                "\u200b",
                "\u200b\u200b",
                "\u2060",
                "\ufeff",
                "\u00ad",
                "\u2009",
                "\u202f",
                "\u3000",
                "\u2013",
                "\u2014",
                "\u2011",
                " \u200b "
            })
    void groupsAreJoinedWhateverSeparatesThem(String separator) {
        assertThat(CardNumbers.appearIn(String.join(separator, "4242", "4242", "4242", "4242")))
                .isTrue();
        assertThat(CardNumbers.appearIn(String.join(separator, "3782", "822463", "10005")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4 2 4 2 4 2 4 2 4 2 4 2 4 2 4 2",
                "my card is 4242 4242 4242 4242, thanks",
                "sku4242424242424242b",
                "12 4242 4242 4242 4242 7",
                "４２４２４２４２４２４２４２４２",
                "٤٢٤٢٤٢٤٢٤٢٤٢٤٢٤٢",
                "no 123-4 but 4242424242424242",
                "2026-12-01 4242 4242 4242 4242",
                "8e03978e-40d5-43e8-b424-242424242424 4242424242424242"
            })
    void cardNumberIsRecognizedAmongOtherText(String text) {
        assertThat(CardNumbers.appearIn(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "4242424242424241",
                "424242424242",
                "42424242424242424242",
                "WHITE HANGING HEART T-LIGHT HOLDER",
                "85123A",
                // An ISBN, milliseconds, microseconds, nanoseconds, and other numbers that pass the Luhn check.
                "978-3-1001-0912-5",
                "1795953000001",
                "1795953000000007",
                "1795953000000000001",
                "parcel 1795953000001 lost",
                "175928847299117070",
                "20261201000000006",
                "9900000000000002",
                "0000000000000000",
                "7000000000000005",
                // Not the lengths of those prefixes, and the neighbours of ranges.
                "41000000000001",
                "410000000000004",
                "41000000000000004",
                "410000000000000001",
                "2199000000000007",
                "2721000000000004",
                "330000000000001",
                "4012345678901 7 pcs",
                // A German article number.
                "4006381000093",
                "2026-12-01 2026-12-03",
                "2026/12/01 - 2026/12/03",
                "01.12.2026 03.12.2026",
                "30.11.2026 03.12.2026",
                "2026-12-01T09:30:00Z 2026-12-03T09:30:00Z",
                // UUIDs whose last groups pass the check.
                "8e03978e-40d5-43e8-b424-242424242424",
                "order 8e03978e-40d5-43e8-b424-242424242424 lost"
            })
    void otherTextIsNoCardNumber(String text) {
        assertThat(CardNumbers.appearIn(text)).isFalse();
    }

    @Test
    void longTextsTakeLinearTime() {
        for (String part : new String[] {"4", "4 ", "4242 ", "2026-12-01 ", " ", "-", "8e03978e-", "42.42/"}) {
            assertThat(CardNumbers.appearIn(part.repeat(65_536 / part.length()) + "x"))
                    .isIn(true, false);
        }
    }
}
