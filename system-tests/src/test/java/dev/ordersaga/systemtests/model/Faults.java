package dev.ordersaga.systemtests.model;

/** Fault injection as the schedule chooses, until recovery. */
final class Faults {

    private final EventTrace trace;
    private Choices choices = Choices.of();
    private boolean isRecovered = true;
    private boolean isOutage;

    enum AtCommit {
        NONE,
        CONFLICT,
        DEATH_BEFORE,
        DEATH_AFTER
    }

    enum InCall {
        NONE,
        /** The call has its effect, and the response is lost. */
        ANSWER_LOST,
        REQUEST_LOST,
        DEATH_AFTER,
        /** Not called: the circuit breaker is open. */
        POSTPONED
    }

    Faults(EventTrace trace) {
        this.trace = trace;
    }

    void begin(Choices next) {
        choices = next;
        isRecovered = false;
        isOutage = false;
    }

    void recover() {
        isRecovered = true;
        isOutage = false;
    }

    /** An outage of the provider begins, or the one that lasts ends: customers may pay meanwhile. */
    void toggleOutage() {
        isOutage = !isOutage;
        trace.line(() -> "fault  outage of the provider " + (isOutage ? "begins" : "ends"));
    }

    boolean isRecovered() {
        return isRecovered;
    }

    AtCommit atCommit() {
        if (isRecovered || !choices.oneIn(14)) {
            return AtCommit.NONE;
        }
        AtCommit fault = AtCommit.values()[1 + choices.below(3)];
        trace.result(() -> switch (fault) {
            case NONE -> "";
            case CONFLICT -> "fails: a concurrent write was first, rolled back";
            case DEATH_BEFORE -> "the process dies before the commit, rolled back";
            case DEATH_AFTER -> "the process dies right after the commit";
        });
        return fault;
    }

    InCall inCall() {
        if (isOutage) {
            return InCall.REQUEST_LOST;
        }
        if (isRecovered || !choices.oneIn(5)) {
            return InCall.NONE;
        }
        InCall fault = InCall.values()[1 + choices.below(4)];
        trace.result(() -> "fault: " + fault);
        return fault;
    }

    /** Whether other steps run during a call. */
    boolean meanwhile() {
        return !isRecovered && choices.oneIn(5);
    }
}
