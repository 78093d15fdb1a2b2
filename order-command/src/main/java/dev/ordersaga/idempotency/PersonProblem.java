package dev.ordersaga.idempotency;

import dev.ordersaga.http.problem.ProblemKind;

/** The problem type of requests about a person whose data are being erased. */
enum PersonProblem implements ProblemKind {
    PERSON_BEING_ERASED;

    private static final int CONFLICT = 409;

    @Override
    public int status() {
        return CONFLICT;
    }

    @Override
    public String title() {
        return "The personal data of this customer are being erased";
    }

    @Override
    public boolean isRetryable() {
        return true;
    }
}
