package dev.ordersaga.lab.replay;

import dev.ordersaga.lab.replay.Outcome.End;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;

/** Compares what the files foretell with what the service answered, in sums and order by order. */
final class Verdicts {

    private static final int EXAMPLES = 5;

    private final ExpectedFromFiles expected;
    private final Tally got;
    private final List<Verdict> verdicts = new ArrayList<>();

    private Verdicts(ExpectedFromFiles expected, Tally got) {
        this.expected = expected;
        this.got = got;
    }

    /** All verdicts on a replay. Of one that was stopped only what can be said already: sums are for the end. */
    static List<Verdict> of(
            List<PlannedOrder> orders, ExpectedFromFiles expected, Map<String, Outcome> outcomes, Tally got) {
        Verdicts all = new Verdicts(expected, got);
        long ended = outcomes.values().stream().filter(Outcome::isFinal).count();
        all.add("orders sent and led to an end", expected.sent(), ended);
        if (ended == expected.sent()) {
            all.numbers();
            all.refusals();
            all.money();
        }
        all.orderByOrder(orders, outcomes);
        return all.verdicts;
    }

    private void numbers() {
        add("accepted orders", expected.accepted(), got.placed());
        add("lines of accepted orders", expected.acceptedLines(), got.lines());
        add("confirmed", expected.ending(Ending.CONFIRMED), got.ends(End.CONFIRMED));
        add("cancelled", expected.ending(Ending.CANCELLED), got.ends(End.CANCELLED));
        for (Ending ending : Ending.values()) {
            int rejected = got.rejectedBy().getOrDefault(ending.name(), 0);
            if (ending.isRejection() && expected.ending(ending) + rejected > 0) {
                add("rejected: " + ending, expected.ending(ending), rejected);
            }
        }
    }

    private void refusals() {
        add("refused", expected.ending(Ending.REFUSED), got.ends(End.REFUSED));
        for (ContractFault fault : ContractFault.values()) {
            int foreseen = expected.refusedBy().getOrDefault(fault, 0);
            int named = got.refusedFor().getOrDefault(fault, 0);
            if (foreseen + named > 0) {
                add("refused: " + fault.words(), foreseen, named);
            }
        }
    }

    private void money() {
        Tally.Money answered = got.money(expected.currency().getCurrencyCode());
        add("total of accepted orders", expected.total(), answered.total());
        add("money in", expected.captured(), answered.captured());
        add("money out", expected.refunded(), answered.refunded());
        add(
                "currencies of accepted orders",
                Math.min(1, expected.accepted()),
                got.money().size());
    }

    private void orderByOrder(List<PlannedOrder> orders, Map<String, Outcome> outcomes) {
        none("orders that ended otherwise than foretold", orders, outcomes, Verdicts::endsOtherwise);
        none("orders whose total is another", orders, outcomes, Verdicts::hasOtherTotal);
        none("refusals that name other faults", orders, outcomes, Verdicts::namesOtherFaults);
        int breaches =
                got.breaches().values().stream().mapToInt(Integer::intValue).sum();
        verdicts.add(new Verdict(
                "breaches of the contract",
                "0",
                breaches == 0 ? "0" : Words.number(breaches) + ' ' + got.breaches(),
                breaches == 0));
    }

    private static boolean endsOtherwise(PlannedOrder order, Outcome outcome) {
        return !switch (order.ending()) {
            case REFUSED -> outcome.end() == End.REFUSED;
            case CONFIRMED -> outcome.end() == End.CONFIRMED;
            case CANCELLED -> outcome.end() == End.CANCELLED;
            case PAYMENT_DECLINED, PAYMENT_TIMED_OUT ->
                outcome.end() == End.REJECTED && order.ending().name().equals(outcome.reason());
        };
    }

    private static boolean hasOtherTotal(PlannedOrder order, Outcome outcome) {
        Outcome.Seen seen = outcome.seen();
        return outcome.end().isPlaced() && (seen == null || seen.total().compareTo(order.total()) != 0);
    }

    private static boolean namesOtherFaults(PlannedOrder order, Outcome outcome) {
        return outcome.end() == End.REFUSED
                && (!ContractFault.allNamed(outcome.faults()).equals(order.faults())
                        || outcome.faults().stream()
                                .anyMatch(name -> order.faults().stream().noneMatch(fault -> fault.isMeantBy(name))));
    }

    private void none(
            String what,
            List<PlannedOrder> orders,
            Map<String, Outcome> outcomes,
            BiPredicate<PlannedOrder, Outcome> wrong) {
        List<String> found = new ArrayList<>();
        for (PlannedOrder order : orders) {
            Outcome outcome = outcomes.get(order.invoice().number());
            if (outcome != null && outcome.isFinal() && wrong.test(order, outcome)) {
                found.add(order.invoice().number() + ' ' + outcome.end());
            }
        }
        List<String> examples = found.subList(0, Math.min(EXAMPLES, found.size()));
        String listed = found.isEmpty() ? "" : " such as " + String.join(", ", examples);
        verdicts.add(new Verdict(what, "0", Words.number(found.size()) + listed, found.isEmpty()));
    }

    private void add(String what, long foretold, long answered) {
        verdicts.add(Verdict.equal(what, foretold, answered));
    }

    private void add(String what, BigDecimal foretold, BigDecimal answered) {
        verdicts.add(Verdict.equal(
                what, Words.amount(foretold, expected.currency()), Words.amount(answered, expected.currency())));
    }
}
