package dev.ordersaga.intake;

import dev.ordersaga.http.problem.ProblemKind;

/** The problem type of a refused order. */
enum IntakeProblem implements ProblemKind {
    OVERLOADED(503, "More orders arrive than can be processed in time", true);

    private final int status;
    private final String title;
    private final boolean retryable;

    IntakeProblem(int status, String title, boolean retryable) {
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
