package dev.ordersaga.order.web;

import dev.ordersaga.http.problem.ProblemKind;

/** The problem types of orders: the reasons for which an order refuses a command. */
enum OrderProblem implements ProblemKind {
    ORDER_EXISTS(409, "Another order has this id", false),
    ORDER_ALREADY_CANCELLED(409, "The order is already cancelled", false),
    ORDER_ALREADY_REJECTED(409, "The order is already rejected", false),
    ORDER_ALREADY_SHIPPED(409, "The order is already shipped", false),
    ORDER_ALREADY_CONFIRMED(409, "The order is already paid for", false),
    ORDER_NOT_CONFIRMED(409, "The order is not confirmed yet", true),
    PAYMENT_ATTEMPT_OPEN(409, "The present payment attempt has no outcome yet", true),
    PAYMENT_METHOD_DECLINED(409, "The bank would decline this payment method again", false),
    NOTHING_TO_REFUND(409, "There is nothing to refund", false),
    REFUND_TOO_LARGE(409, "More than can be refunded", false),
    TOO_MANY_REFUNDS(409, "The order has as many refunds as an order can have", false),
    PAYMENT_RETURNED(409, "What was paid for the order is returned", false),
    PRECONDITION_FAILED(412, "The order has another version", false);

    private final int status;
    private final String title;
    private final boolean retryable;

    OrderProblem(int status, String title, boolean retryable) {
        this.status = status;
        this.title = title;
        this.retryable = retryable;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public boolean isRetryable() {
        return retryable;
    }
}
