package dev.ordersaga.api.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Identifiers of orders and of payments never collide. */
class PaymentIdsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "01930000-0000-7000-8000-000000000001",
                "9f1c6a52-1111-4111-b111-ffffffffffff",
                "00000000-0000-0000-8000-000000000000",
                "ffffffff-ffff-ffff-bfff-ffffffffffff"
            })
    void aPaymentsIdIsNoOrdersIdAndKeepsAllBitsOfIt(String text) {
        UUID order = UUID.fromString(text);
        UUID payment = PaymentIds.forOrder(order);

        assertThat(PaymentIds.isOrderId(order)).isTrue();
        assertThat(PaymentIds.isOrderId(payment)).isFalse();
        long difference = order.getLeastSignificantBits() ^ payment.getLeastSignificantBits();
        assertThat(Long.bitCount(difference)).isEqualTo(1);
        assertThat(payment.getMostSignificantBits()).isEqualTo(order.getMostSignificantBits());
    }

    @Test
    void aPaymentHasNoPayment() {
        UUID payment = PaymentIds.forOrder(UUID.fromString("01930000-0000-7000-8000-000000000001"));
        assertThatIllegalArgumentException().isThrownBy(() -> PaymentIds.forOrder(payment));
    }
}
