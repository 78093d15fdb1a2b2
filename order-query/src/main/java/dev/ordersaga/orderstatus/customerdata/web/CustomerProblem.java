package dev.ordersaga.orderstatus.customerdata.web;

import dev.ordersaga.http.problem.ProblemKind;

/** The problem types of erasures. */
enum CustomerProblem implements ProblemKind {
    ORDERS_OPEN("The customer has open orders");

    private static final int CONFLICT = 409;

    private final String title;

    CustomerProblem(String title) {
        this.title = title;
    }

    @Override
    public int status() {
        return CONFLICT;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public boolean isRetryable() {
        return true;
    }
}
