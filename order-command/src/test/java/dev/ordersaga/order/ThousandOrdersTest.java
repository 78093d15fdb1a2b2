package dev.ordersaga.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.order.CancelOrder;
import dev.ordersaga.api.order.CancelledBy;
import dev.ordersaga.api.order.CaptureMode;
import dev.ordersaga.api.order.PayWithAnotherMethod;
import dev.ordersaga.api.order.PaymentAwaited;
import dev.ordersaga.api.order.PlaceOrder;
import dev.ordersaga.api.order.RequestRefund;
import dev.ordersaga.api.order.ShipOrder;
import dev.ordersaga.api.order.StopWaiting;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Cancel, capture, refund and expiry against each other: a thousand orders for each way to capture, each with other wishes
 * at other moments, facts that arrive late and twice, refunds that fail. The order is the real one; the saga and the
 * payment beside it are functions of its events.
 */
class ThousandOrdersTest {

    private static final int SEEDS = 1_000;
    private static final Money TOTAL = new Money(1530, Currency.getInstance("GBP"));

    @ParameterizedTest
    @EnumSource(CaptureMode.class)
    void moneyAndOrderAgreeAtEveryMomentAndAtTheEnd(CaptureMode capture) {
        LongStream.range(0, SEEDS).forEach(seed -> new OneOrder(seed, capture).runsToItsEnd());
    }

    private static final class OneOrder {

        private final UUID id;
        private final long seed;
        private final Random random;
        private final OrdersInMemory orders = new OrdersInMemory();
        private final PaymentBeside payment;
        private final List<Object> wishes;

        OneOrder(long seed, CaptureMode capture) {
            this.id = new UUID(0x0193_0000_0000_7000L, 0x8000_0000_0000_0000L + seed);
            this.seed = seed;
            this.random = new Random(seed);
            this.payment = new PaymentBeside(random);
            this.wishes = wishes();
            orders.send(new PlaceOrder(id, "f", "17850", List.of(), TOTAL, "pm_card_visa", capture));
        }

        void runsToItsEnd() {
            while (!wishes.isEmpty() || !payment.isQuiet(orders.stream(id))) {
                boolean clientNext = !wishes.isEmpty() && random.nextInt(3) == 0;
                if (clientNext || payment.isQuiet(orders.stream(id))) {
                    orders.send(wishes.removeFirst());
                } else {
                    payment.step(orders.stream(id)).forEach(orders::send);
                }
                MoneyInEvents.of(orders.stream(id)).holdsTogether("seed " + seed);
            }
            MoneyInEvents end = MoneyInEvents.of(orders.stream(id));
            assertThat(end.net()).as("seed %d: %s", seed, orders.stream(id)).isEqualTo(payment.atTheProvider());
            if (end.isWithoutGoods() && !end.isReleaseFailed()) {
                assertThat(payment.atTheProvider().isZero())
                        .as("seed %d: %s", seed, orders.stream(id))
                        .isTrue();
            }
        }

        /** What clients and the deadline want of the order, in this order but at any moment. */
        private List<Object> wishes() {
            List<Object> all = new ArrayList<>();
            all.add(new CancelOrder(id, CancelledBy.CUSTOMER, null, null));
            all.add(new ShipOrder(id));
            for (int attempt = 1; attempt <= PaymentBeside.ATTEMPTS_ALLOWED; attempt++) {
                all.add(new PayWithAnotherMethod(id, "pm_" + attempt));
                all.add(new StopWaiting(
                        id, attempt, PaymentAwaited.values()[random.nextInt(PaymentAwaited.values().length)]));
            }
            for (int i = random.nextInt(8); i >= 0; i--) {
                BigDecimal amount = BigDecimal.valueOf(1 + random.nextInt(900), 2);
                all.add(new RequestRefund(id, random.nextInt(6) == 0 ? null : amount, null));
            }
            Collections.shuffle(all, random);
            return all.subList(0, random.nextInt(all.size() + 1));
        }
    }
}
