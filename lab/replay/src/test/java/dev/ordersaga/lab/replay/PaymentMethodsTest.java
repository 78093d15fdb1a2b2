package dev.ordersaga.lab.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PaymentMethodsTest {

    @ParameterizedTest
    @CsvSource({
        "pm_card_visa,CONFIRMED",
        "pm_card_mastercard_prepaid,CONFIRMED",
        "pm_slow_60s,CONFIRMED",
        "pm_slow_61s,PAYMENT_DECLINED",
        "pm_card_visa_chargeDeclinedInsufficientFunds,PAYMENT_DECLINED",
        "pm_card_chargeCustomerFail,PAYMENT_DECLINED",
        "pm_unknown,PAYMENT_DECLINED",
        "pm_silent,PAYMENT_TIMED_OUT"
    })
    void tokenDecidesTheExpectedStatus(String token, PlannedOrder.Status status) {
        assertThat(PaymentMethods.expectedStatus(token)).isEqualTo(status);
    }

    @Test
    void mixFollowsItsWeightsAndItsSeed() {
        PaymentMethods mix = PaymentMethods.parse("pm_card_visa:9,pm_silent:1", 7);
        PaymentMethods same = PaymentMethods.parse("pm_card_visa:9,pm_silent:1", 7);
        PaymentMethods other = PaymentMethods.parse("pm_card_visa:9,pm_silent:1", 8);

        Map<String, Long> drawn =
                draw(mix).values().stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));

        assertThat(drawn.get("pm_silent")).isBetween(800L, 1_200L);
        assertThat(draw(mix)).isEqualTo(draw(same)).isNotEqualTo(draw(other));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "visa", "pm_card_visa:0", "pm_card_visa:x", "pm_card_visa,", "pm card"})
    void invalidTokensAndWeightsAreRejected(String text) {
        assertThatThrownBy(() -> PaymentMethods.parse(text, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Map<String, String> draw(PaymentMethods methods) {
        return IntStream.range(0, 10_000)
                .mapToObj(Integer::toString)
                .collect(Collectors.toMap(Function.identity(), methods::of));
    }
}
