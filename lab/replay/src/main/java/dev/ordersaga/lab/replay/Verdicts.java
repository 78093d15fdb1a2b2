package dev.ordersaga.lab.replay;

import dev.ordersaga.lab.replay.Outcome.Result;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;

/** Verification of a replay: compares the totals and each order of the files with the service's responses. */
final class Verdicts {

    private static final int EXAMPLES = 5;

    private final ExpectedTotals expected;
    private final OutcomeTotals actual;
    private final List<Verdict> verdicts = new ArrayList<>();

    private Verdicts(ExpectedTotals expected, OutcomeTotals actual) {
        this.expected = expected;
        this.actual = actual;
    }

    /** Result of one comparison. */
    record Verdict(String what, String expected, String actual, boolean holds) {

        static Verdict equal(String what, String expected, String actual) {
            return new Verdict(what, expected, actual, expected.equals(actual));
        }
    }

    /**
     * All verdicts on a replay. Totals are compared only when every order has a final outcome.
     *
     * @param outcomes by invoice number
     */
    static List<Verdict> of(
            List<PlannedOrder> orders, ExpectedTotals expected, Map<String, Outcome> outcomes, OutcomeTotals actual) {
        Verdicts verdicts = new Verdicts(expected, actual);
        long done = outcomes.values().stream()
                .filter(outcome -> outcome.result().isFinal())
                .count();
        verdicts.compare("orders with a final outcome", expected.sent(), done);
        if (done == expected.sent()) {
            verdicts.compareCounts();
            verdicts.compareRefusals();
            verdicts.compareMoney();
        }
        verdicts.compareOrders(orders, outcomes);
        return verdicts.verdicts;
    }

    private void compareCounts() {
        compare("accepted orders", expected.accepted(), actual.placed());
        compare("lines of accepted orders", expected.acceptedLines(), actual.lines());
        compare("confirmed", expected.count(PlannedOrder.Status.CONFIRMED), actual.count(Result.CONFIRMED));
        compare("cancelled", expected.count(PlannedOrder.Status.CANCELLED), actual.count(Result.CANCELLED));
        for (PlannedOrder.Status status : PlannedOrder.Status.values()) {
            int rejected = actual.rejectedBy().getOrDefault(status.name(), 0);
            if (status.isRejected() && expected.count(status) + rejected > 0) {
                compare("rejected: " + status, expected.count(status), rejected);
            }
        }
    }

    private void compareRefusals() {
        compare("refused", expected.count(PlannedOrder.Status.REFUSED), actual.count(Result.REFUSED));
        for (ContractLimits.Fault fault : ContractLimits.Fault.values()) {
            int planned = expected.refusedBy().getOrDefault(fault, 0);
            int named = actual.refusedFor().getOrDefault(fault, 0);
            if (planned + named > 0) {
                compare("refused: " + fault.label(), planned, named);
            }
        }
    }

    private void compareMoney() {
        OutcomeTotals.Money money = actual.money(expected.currency().getCurrencyCode());
        compare("total of accepted orders", expected.total(), money.total());
        compare("captured", expected.captured(), money.captured());
        compare("refunded", expected.refunded(), money.refunded());
        compare(
                "currencies of accepted orders",
                Math.min(1, expected.accepted()),
                actual.money().size());
    }

    private void compareOrders(List<PlannedOrder> orders, Map<String, Outcome> outcomes) {
        requireNone("orders with another outcome than expected", orders, outcomes, Verdicts::hasOtherOutcome);
        requireNone("orders with another total than expected", orders, outcomes, Verdicts::hasOtherTotal);
        requireNone("refusals with other faults than expected", orders, outcomes, Verdicts::hasOtherFaults);
        int violations = actual.violations().values().stream()
                .mapToInt(Integer::intValue)
                .sum();
        String listed = violations == 0 ? "" : " " + actual.violations();
        verdicts.add(new Verdict("contract violations", "0", Format.number(violations) + listed, violations == 0));
    }

    private static boolean hasOtherOutcome(PlannedOrder order, Outcome outcome) {
        return !switch (order.expectedStatus()) {
            case REFUSED -> outcome.result() == Result.REFUSED;
            case CONFIRMED -> outcome.result() == Result.CONFIRMED;
            case CANCELLED -> outcome.result() == Result.CANCELLED;
            case PAYMENT_DECLINED, PAYMENT_TIMED_OUT ->
                outcome.result() == Result.REJECTED
                        && order.expectedStatus().name().equals(outcome.reason());
        };
    }

    private static boolean hasOtherTotal(PlannedOrder order, Outcome outcome) {
        OrderView view = outcome.view();
        return outcome.result().isPlaced() && (view == null || view.total().compareTo(order.total()) != 0);
    }

    private static boolean hasOtherFaults(PlannedOrder order, Outcome outcome) {
        return outcome.result() == Result.REFUSED
                && (!ContractLimits.Fault.withNames(outcome.faults()).equals(order.faults())
                        || outcome.faults().stream()
                                .anyMatch(name -> order.faults().stream().noneMatch(fault -> fault.hasName(name))));
    }

    private void requireNone(
            String what,
            List<PlannedOrder> orders,
            Map<String, Outcome> outcomes,
            BiPredicate<PlannedOrder, Outcome> isWrong) {
        List<String> wrong = new ArrayList<>();
        for (PlannedOrder order : orders) {
            Outcome outcome = outcomes.get(order.invoice().number());
            if (outcome != null && outcome.result().isFinal() && isWrong.test(order, outcome)) {
                wrong.add(order.invoice().number() + ' ' + outcome.result());
            }
        }
        List<String> examples = wrong.subList(0, Math.min(EXAMPLES, wrong.size()));
        String listed = wrong.isEmpty() ? "" : " such as " + String.join(", ", examples);
        verdicts.add(new Verdict(what, "0", Format.number(wrong.size()) + listed, wrong.isEmpty()));
    }

    private void compare(String what, long expectedNumber, long actualNumber) {
        verdicts.add(Verdict.equal(what, Format.number(expectedNumber), Format.number(actualNumber)));
    }

    private void compare(String what, BigDecimal expectedAmount, BigDecimal actualAmount) {
        verdicts.add(Verdict.equal(
                what,
                Format.amount(expectedAmount, expected.currency()),
                Format.amount(actualAmount, expected.currency())));
    }
}
