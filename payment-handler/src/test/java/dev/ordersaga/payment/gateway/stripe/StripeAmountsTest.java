package dev.ordersaga.payment.gateway.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.payment.gateway.RequestRejectedException;
import dev.ordersaga.payment.gateway.UnreadableAnswerException;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Amounts in both directions, also of the currencies whose minor units at Stripe are not those of ISO 4217. */
class StripeAmountsTest {

    @ParameterizedTest
    @CsvSource({
        "GBP, 15.30, 1530",
        "JPY, 1530, 1530",
        "KWD, 1.230, 1230",
        "ISK, 1530, 153000",
        "UGX, 15, 1500",
        "MGA, 10.00, 10"
    })
    void anAmountIsTheSameInBothDirections(String code, BigDecimal major, long atStripe) {
        Money amount = Money.ofMajor(major, Currency.getInstance(code));
        assertThat(StripeAmounts.of(amount)).isEqualTo(atStripe);
        assertThat(StripeAmounts.asMoney(atStripe, code.toLowerCase(Locale.ROOT)))
                .isEqualTo(amount);
    }

    @Test
    void nothingIsRounded() {
        Money half = Money.ofMajor(new BigDecimal("10.50"), Currency.getInstance("MGA"));
        assertThatThrownBy(() -> StripeAmounts.of(half))
                .isInstanceOfSatisfying(
                        RequestRejectedException.class,
                        refused -> assertThat(refused.code()).isEqualTo("amount_not_supported"));
        assertThatThrownBy(() -> StripeAmounts.asMoney(153_050, "isk")).isInstanceOf(UnreadableAnswerException.class);
        assertThatThrownBy(() -> StripeAmounts.asMoney(1, "ugx")).isInstanceOf(UnreadableAnswerException.class);
    }

    @Test
    void anUnknownCurrencyIsUnreadable() {
        assertThatThrownBy(() -> StripeAmounts.asMoney(100, "zzz")).isInstanceOf(UnreadableAnswerException.class);
    }
}
