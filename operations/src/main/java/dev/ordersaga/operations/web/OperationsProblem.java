package dev.ordersaga.operations.web;

import dev.ordersaga.http.problem.ProblemKind;

/** The problem types of the operators' interface: actions that conflict with the present state. */
enum OperationsProblem implements ProblemKind {
    QUARANTINE_CHANGED("What waits in quarantine has changed"),
    REBUILD_RUNNING("The view is being rebuilt"),
    SEGMENTS_UNFIT("The segments do not permit this change");

    private static final int CONFLICT = 409;

    private final String title;

    OperationsProblem(String title) {
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
