package dev.ordersaga.orderstatus.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.ordersaga.api.orderstate.Dispute;
import dev.ordersaga.api.orderstate.OrderPayment;
import dev.ordersaga.api.orderstate.Refund;
import dev.ordersaga.api.payment.PaymentAttempt;
import dev.ordersaga.api.status.OrderLine;
import dev.ordersaga.api.status.OrderLinks;
import dev.ordersaga.orderstatus.view.OrderStatus;
import dev.ordersaga.orderstatus.view.RequiredAction;
import dev.ordersaga.orderstatus.view.TimelineEntry;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Response body of an order's status. Amounts are decimal texts with the currency's digits; null fields are omitted. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record OrderView(
        UUID orderId,
        String customerId,
        String status,
        @Nullable String reason,
        @Nullable Cancellation cancellation,
        long version,
        String total,
        String currency,
        List<Line> lines,
        Payment payment,
        List<TimelineEntry> timeline,
        Instant placedAt,
        Instant updatedAt,
        Map<String, String> links) {

    static OrderView of(OrderStatus order) {
        return new OrderView(
                order.orderId(),
                order.customerId(),
                order.status().name(),
                order.rejection() == null ? null : order.rejection().name(),
                order.cancellation() == null ? null : Cancellation.of(order.cancellation()),
                order.version(),
                order.total().toDecimalString(),
                order.total().currency().getCurrencyCode(),
                order.lines().stream().map(Line::of).toList(),
                Payment.of(order.payment(), order.requiredAction()),
                order.timeline(),
                order.placedAt(),
                order.updatedAt(),
                OrderLinks.of(order.orderId(), order.availableActions()));
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Line(String sku, @Nullable String description, int quantity, String unitPrice, String total) {

        static Line of(OrderLine line) {
            return new Line(
                    line.sku(),
                    line.description(),
                    line.quantity(),
                    line.unitPrice().toPlainString(),
                    line.total().toDecimalString());
        }
    }

    /** @param failureCode the provider's, of a capture or a release that failed */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Payment(
            String status,
            @Nullable String failureCode,
            List<Attempt> attempts,
            String capturedTotal,
            String refundedTotal,
            List<RefundLine> refunds,
            List<DisputeLine> disputes,
            @Nullable NextAction nextAction) {

        static Payment of(OrderPayment payment, @Nullable RequiredAction required) {
            Currency currency = payment.balance().total().currency();
            return new Payment(
                    payment.status().name(),
                    payment.failure(),
                    payment.attempts().requested().stream().map(Attempt::of).toList(),
                    payment.balance().captured().toDecimalString(),
                    payment.balance().refunded().toDecimalString(),
                    payment.balance().refunds().stream().map(RefundLine::of).toList(),
                    payment.disputes().list().stream()
                            .map(dispute -> DisputeLine.of(dispute, currency))
                            .toList(),
                    required == null ? null : NextAction.of(required));
        }
    }

    /**
     * @param status {@code OPEN} until the bank has decided
     * @param currency null if it is the order's
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DisputeLine(
            String reference, String amount, @Nullable String currency, String status, String reason) {

        static DisputeLine of(Dispute dispute, Currency ofOrder) {
            Currency currency = dispute.amount().currency();
            return new DisputeLine(
                    dispute.reference(),
                    dispute.amount().toDecimalString(),
                    currency.equals(ofOrder) ? null : currency.getCurrencyCode(),
                    dispute.outcome() == null ? "OPEN" : dispute.outcome().name(),
                    dispute.reason());
        }
    }

    /** The customer's action that the bank waits for. */
    record NextAction(String type, String url, Instant expiresAt) {

        static NextAction of(RequiredAction required) {
            return new NextAction(required.action().type(), required.action().url(), required.until());
        }
    }

    /** @param failureCode the provider's, of a failed refund */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RefundLine(
            int number,
            String amount,
            String status,
            @Nullable String reason,
            @Nullable String failureCode) {

        static RefundLine of(Refund refund) {
            return new RefundLine(
                    refund.number(),
                    refund.amount().toDecimalString(),
                    refund.status().name(),
                    refund.reason(),
                    refund.failure());
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Attempt(
            int number,
            String paymentMethod,
            String status,
            @Nullable String declineCode) {

        static Attempt of(PaymentAttempt attempt) {
            return new Attempt(
                    attempt.number(), attempt.paymentMethod(), attempt.status().name(), attempt.declineCode());
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Cancellation(String by, @Nullable String reason) {

        static Cancellation of(dev.ordersaga.orderstatus.view.Cancellation cancellation) {
            return new Cancellation(cancellation.by().name(), cancellation.reason());
        }
    }
}
