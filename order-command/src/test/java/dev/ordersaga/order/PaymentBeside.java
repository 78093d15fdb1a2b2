package dev.ordersaga.order;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.order.AuthorizationExpired;
import dev.ordersaga.api.order.CaptureFailed;
import dev.ordersaga.api.order.CaptureMode;
import dev.ordersaga.api.order.CaptureRequested;
import dev.ordersaga.api.order.CaptureSucceeded;
import dev.ordersaga.api.order.ConfirmOrder;
import dev.ordersaga.api.order.DeclineAttempt;
import dev.ordersaga.api.order.DisputeClosed;
import dev.ordersaga.api.order.DisputeOpened;
import dev.ordersaga.api.order.ExpireAuthorization;
import dev.ordersaga.api.order.OrderCancelled;
import dev.ordersaga.api.order.OrderConfirmed;
import dev.ordersaga.api.order.OrderEvent;
import dev.ordersaga.api.order.OrderPlaced;
import dev.ordersaga.api.order.OrderRejected;
import dev.ordersaga.api.order.PaymentActionRequested;
import dev.ordersaga.api.order.PaymentDelayed;
import dev.ordersaga.api.order.PaymentMethodChosen;
import dev.ordersaga.api.order.PaymentNews;
import dev.ordersaga.api.order.PaymentReleaseRequested;
import dev.ordersaga.api.order.PaymentReleased;
import dev.ordersaga.api.order.PaymentRequested;
import dev.ordersaga.api.order.RecordPaymentNews;
import dev.ordersaga.api.order.RefundFailed;
import dev.ordersaga.api.order.RefundRequested;
import dev.ordersaga.api.order.RefundSucceeded;
import dev.ordersaga.api.order.ReleaseFailed;
import dev.ordersaga.api.order.RequestPayment;
import dev.ordersaga.api.order.RequestPaymentRelease;
import dev.ordersaga.api.payment.AttemptStatus;
import dev.ordersaga.api.payment.DisputeOutcome;
import dev.ordersaga.api.payment.NextAction;
import dev.ordersaga.api.payment.PaymentAttempt;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Saga, payment and provider of one order in one: reads the order's events one by one and answers each with what the
 * order is to be told, at times twice. It keeps what the provider holds.
 */
final class PaymentBeside {

    static final int ATTEMPTS_ALLOWED = 3;

    private final Random random;
    private int read;
    private @Nullable Money held;
    private @Nullable Money reserved;
    private @Nullable Money taken;
    private @Nullable Money lost;

    PaymentBeside(Random random) {
        this.random = random;
    }

    boolean isQuiet(List<OrderEvent> stream) {
        return read == stream.size();
    }

    /** What is at the provider now, for good. */
    Money atTheProvider() {
        return Objects.requireNonNull(held);
    }

    /** The next event's consequences. */
    List<Object> step(List<OrderEvent> stream) {
        List<Object> commands = answerTo(stream.get(read++));
        return random.nextInt(4) == 0
                ? Stream.concat(commands.stream(), commands.stream()).toList()
                : commands;
    }

    private List<Object> answerTo(OrderEvent event) {
        UUID id = event.orderId();
        return switch (event) {
            case OrderPlaced placed -> {
                held = Money.zero(placed.total().currency());
                taken = held;
                yield List.of(new RequestPayment(id, 1));
            }
            case PaymentRequested asked -> List.of(wait(asked), random.nextInt(4) == 0 ? decline(asked) : pay(asked));
            case PaymentMethodChosen chosen -> List.of(new RequestPayment(id, chosen.attempt()));
            case OrderCancelled cancelled -> List.of(new RequestPaymentRelease(id));
            case OrderRejected rejected -> List.of(new RequestPaymentRelease(id));
            case OrderConfirmed confirmed -> confirmed.captured().isZero() ? expire(confirmed) : dispute(id);
            case CaptureSucceeded captured -> dispute(id);
            case AuthorizationExpired expired ->
                expired.renewed() ? List.of(new RequestPayment(id, expired.attempt() + 1)) : List.of();
            // A payment that holds nothing has nothing to say about its capture.
            case CaptureRequested capture ->
                reserved == null ? List.of() : List.of(new RecordPaymentNews(id, capture(id)));
            case RefundRequested refund -> List.of(new RecordPaymentNews(id, refund(refund)));
            case PaymentReleaseRequested release -> List.of(new RecordPaymentNews(id, release(id)));
            default -> List.of();
        };
    }

    private RecordPaymentNews wait(PaymentRequested asked) {
        UUID id = asked.orderId();
        var action = new NextAction("redirect_to_url", "https://bank.example/1");
        PaymentNews news = random.nextBoolean()
                ? new PaymentActionRequested(id, asked.attempt(), action, Instant.EPOCH)
                : new PaymentDelayed(id, asked.attempt(), random.nextBoolean());
        return new RecordPaymentNews(id, news);
    }

    private DeclineAttempt decline(PaymentRequested asked) {
        var attempt = new PaymentAttempt(
                asked.attempt(), asked.paymentMethod(), AttemptStatus.DECLINED, "insufficient_funds");
        return new DeclineAttempt(asked.orderId(), attempt, random.nextBoolean(), ATTEMPTS_ALLOWED);
    }

    private ConfirmOrder pay(PaymentRequested asked) {
        boolean atOnce = asked.capture() == CaptureMode.ON_CONFIRMATION;
        reserved = asked.amount();
        taken = atOnce ? asked.amount() : atTheProvider();
        held = taken;
        AttemptStatus status = atOnce ? AttemptStatus.CAPTURED : AttemptStatus.AUTHORIZED;
        var attempt = new PaymentAttempt(asked.attempt(), asked.paymentMethod(), status, null);
        return new ConfirmOrder(asked.orderId(), attempt, Objects.requireNonNull(taken));
    }

    private List<Object> expire(OrderConfirmed confirmed) {
        if (random.nextInt(3) > 0) {
            return List.of();
        }
        reserved = null;
        return List.of(
                new ExpireAuthorization(confirmed.orderId(), confirmed.attempt().number(), random.nextInt(3)));
    }

    private PaymentNews capture(UUID id) {
        if (random.nextInt(4) == 0) {
            return new CaptureFailed(id, "reservation_gone");
        }
        taken = Objects.requireNonNull(reserved);
        held = taken;
        return new CaptureSucceeded(id, taken);
    }

    /** The bank takes what is there, and keeps it or gives it back. */
    private List<Object> dispute(UUID id) {
        if (atTheProvider().isZero() || random.nextInt(4) > 0) {
            return List.of();
        }
        DisputeOutcome outcome = random.nextBoolean() ? DisputeOutcome.LOST : DisputeOutcome.WON;
        Money amount = atTheProvider();
        if (outcome == DisputeOutcome.LOST) {
            held = Money.zero(amount.currency());
            lost = amount;
        }
        return List.of(
                new RecordPaymentNews(id, new DisputeOpened(id, "du_1", amount, "fraudulent")),
                new RecordPaymentNews(id, new DisputeClosed(id, "du_1", amount, outcome)));
    }

    private PaymentNews refund(RefundRequested refund) {
        if (random.nextInt(4) == 0 || refund.amount().isMoreThan(atTheProvider())) {
            return new RefundFailed(refund.orderId(), refund.refund(), refund.amount(), "sent_back");
        }
        held = atTheProvider().minus(refund.amount());
        return new RefundSucceeded(refund.orderId(), refund.refund(), refund.amount());
    }

    private PaymentNews release(UUID id) {
        Money all = Objects.requireNonNull(taken);
        Money ours = lost == null ? all : all.minus(lost);
        if (!atTheProvider().isZero() && random.nextInt(8) == 0) {
            return new ReleaseFailed(id, all, ours.minus(atTheProvider()), "sent_back");
        }
        held = Money.zero(all.currency());
        return new PaymentReleased(id, all, ours);
    }
}
