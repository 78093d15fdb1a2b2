package dev.ordersaga.api.money;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Currency;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Amounts that card networks transfer, by the currency's decimals. */
class TransferableAmountTest {

    @ParameterizedTest
    @CsvSource({
        "GBP, 15.30, true",
        "JPY, 1530, true",
        "ISK, 1530, true",
        "UGX, 15, true",
        "KWD, 1.230, true",
        "KWD, 1.235, false",
        "BHD, 0.001, false",
        "TND, 10.500, true",
        "IQD, 10.505, false",
        "MGA, 10.00, true",
        "MGA, 10.50, false",
        "MRU, 10.20, false",
        "CLF, 1.2345, true"
    })
    void theLastDecimalsMustBeZeroWhereNetworksDoNotUseThem(String currency, BigDecimal amount, boolean expected) {
        assertThat(Money.ofMajor(amount, Currency.getInstance(currency)).isTransferable())
                .isEqualTo(expected);
    }
}
