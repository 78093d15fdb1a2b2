package dev.ordersaga.orderstatus.view;

import dev.ordersaga.api.orderstate.OrderCase;
import dev.ordersaga.eventprocessing.alert.OperatorAlert;
import dev.ordersaga.eventprocessing.alert.OperatorAlertSource;
import dev.ordersaga.orderstatus.view.OrderCaseRows.OpenCase;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Operator alerts for one kind of cases of orders. Closing one writes its amount off, or records that it was settled elsewhere. */
record OrderCaseAlerts(OrderCase.Kind caseKind, OrderCaseRows rows) implements OperatorAlertSource {

    @Override
    public String kind() {
        return caseKind.path();
    }

    @Override
    public long count() {
        return rows.count(kind());
    }

    @Override
    public List<OperatorAlert> oldest(int limit) {
        return rows.open(kind()).stream()
                .flatMap(this::alert)
                .sorted(Comparator.comparing(OperatorAlert::since))
                .limit(limit)
                .toList();
    }

    /** The subject is the order's id and the case's, separated by a slash. */
    @Override
    public boolean close(String subject, Instant now) {
        String[] parts = subject.split("/", 2);
        return parts.length == 2
                && parts[0].matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
                && rows.close(kind(), UUID.fromString(parts[0]), parts[1], now);
    }

    private Stream<OperatorAlert> alert(OpenCase open) {
        OrderStatus order = open.order();
        return order.order().cases().stream()
                .filter(found -> found.id().equals(open.caseId()))
                .map(found -> new OperatorAlert(
                        kind(),
                        order.orderId() + "/" + found.id(),
                        order.orderId().toString(),
                        found.amount().toString(),
                        since(order),
                        cause(order, found),
                        remedy(order.orderId())));
    }

    private Instant since(OrderStatus order) {
        Milestone began = switch (caseKind) {
            case CAPTURE_FAILED -> Milestone.CAPTURE_FAILED;
            case RELEASE_FAILED -> Milestone.PAYMENT_RELEASE_FAILED;
            case REFUND_FAILED -> Milestone.REFUND_FAILED;
            case DISPUTE -> Milestone.DISPUTE_OPENED;
            case CHARGED_BACK -> Milestone.DISPUTE_CLOSED;
        };
        return order.timeline().stream()
                .filter(entry -> entry.what() == began)
                .map(TimelineEntry::at)
                .max(Comparator.naturalOrder())
                .orElse(order.updatedAt());
    }

    private String cause(OrderStatus order, OrderCase found) {
        String amount = found.amount().toString();
        return switch (caseKind) {
            case CAPTURE_FAILED ->
                "The goods have left and the capture failed" + code(found) + ": " + amount + " was not collected.";
            case RELEASE_FAILED ->
                "The order ended as " + order.status() + ", but " + amount + " could not be refunded" + code(found)
                        + ".";
            case REFUND_FAILED -> "A refund of " + amount + " did not reach the customer" + code(found) + ".";
            case DISPUTE ->
                "The customer disputes " + amount + "; the bank "
                        + (found.until() == null ? "decides." : "accepts evidence until " + found.until() + ".");
            case CHARGED_BACK ->
                "The bank returned " + amount + " to the customer in a dispute, and the goods have not left.";
        };
    }

    /** The provider's, where it gave one. */
    private static String code(OrderCase found) {
        return found.failure() == null ? "" : " (" + found.failure() + ")";
    }

    private String remedy(UUID order) {
        String path = "/orders/" + order;
        return switch (caseKind) {
            case CAPTURE_FAILED ->
                "Collect it: the customer chooses another payment method, POST " + path
                        + "/payment-attempts. Or write it off: close this alert.";
            case RELEASE_FAILED, REFUND_FAILED ->
                "Refund it again: POST " + path
                        + "/refunds. Or pay the customer otherwise, or find that nothing is owed, and close this alert.";
            case DISPUTE ->
                "Submit evidence, or accept the dispute, in the provider's dashboard. The bank's decision ends this alert.";
            case CHARGED_BACK -> "Do not ship. Cancel the order: POST " + path + "/cancellation.";
        };
    }
}
