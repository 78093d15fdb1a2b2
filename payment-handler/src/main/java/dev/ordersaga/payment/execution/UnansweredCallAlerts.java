package dev.ordersaga.payment.execution;

import dev.ordersaga.eventprocessing.alert.OperatorAlert;
import dev.ordersaga.eventprocessing.alert.OperatorAlertSource;
import java.time.Duration;
import java.util.List;

/**
 * Operator alerts about provider calls without an answer: given up, failing for a long time, or due for as long and not made,
 * while which no deadline of the order runs.
 */
record UnansweredCallAlerts(ProviderCallRepository calls) implements OperatorAlertSource {

    private static final Duration TOO_LONG = Duration.ofMinutes(5);

    @Override
    public String kind() {
        return "payment-call";
    }

    @Override
    public long count() {
        return calls.countOverdue(TOO_LONG);
    }

    @Override
    public List<OperatorAlert> oldest(int limit) {
        return calls.overdue(TOO_LONG, limit).stream()
                .map(call -> new OperatorAlert(
                        kind(),
                        call.key(),
                        call.key().substring(0, Math.max(0, call.key().indexOf('/'))),
                        null,
                        call.since(),
                        cause(call),
                        remedy(call)))
                .toList();
    }

    private static String cause(FailedCall call) {
        return call.failures() == 0
                ? "due, and not made: it is unknown whether the provider acted"
                : "failed " + call.failures() + " times" + (call.dueAt() == null ? ", given up" : "")
                        + ": it is unknown whether the provider acted";
    }

    private static String remedy(FailedCall call) {
        if (call.dueAt() == null) {
            return "Look the call up in the provider's dashboard; when the provider works, retry it:"
                    + " POST /operations/payment-calls/{subject}/retry.";
        }
        return call.failures() == 0
                ? "It is made as soon as a thread of payment-handler is free. See whether the service runs, its log and its"
                        + " load; no deadline of the order runs meanwhile."
                : "It is retried automatically. See the provider's status page and the service's log.";
    }
}
