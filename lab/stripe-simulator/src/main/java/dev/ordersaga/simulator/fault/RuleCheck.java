package dev.ordersaga.simulator.fault;

import dev.ordersaga.simulator.payment.Declines;
import java.util.Set;

/** Refuses rules that would silently do nothing: a test that injects no fault proves nothing. */
final class RuleCheck {

    private static final Set<String> OPS =
            Set.of("create", "confirm", "capture", "cancel", "refund", "retrieve", "list", "due");
    private static final Set<String> FORMS_OF_GARBAGE = Set.of("invalid-json", "empty", "html", "truncated", "huge");
    private static final Set<String> FORMS_OF_RESET = Set.of("no-answer", "half-answer");

    private RuleCheck() {}

    /** @throws InvalidRuleException saying what is wrong */
    static FaultRule checked(FaultRule rule) {
        FaultKind kind = FaultKind.of(rule.fault())
                .orElseThrow(() -> new InvalidRuleException("There is no fault '" + rule.fault() + "'"));
        demand(rule.op() == null || OPS.contains(rule.op()), "There is no op '" + rule.op() + "'");
        demand(rule.event() == null || kind.phase() == FaultKind.Phase.WEBHOOK, "event is for webhook faults only");
        demand(rule.nth() == null || rule.nth() >= 1, "nth counts from 1");
        demand(rule.times() == null || rule.times() >= 1, "times is at least 1");
        Double probability = rule.probability();
        demand(probability == null || (probability >= 0 && probability <= 1), "probability is between 0 and 1");
        demand(rule.seconds() == null || rule.seconds() >= 0, "seconds cannot be negative");
        demand(
                rule.form() == null || forms(kind).contains(rule.form()),
                kind.word() + " has no form '" + rule.form() + "'");
        if (kind == FaultKind.DECLINE) {
            String code = rule.code() == null ? "generic_decline" : rule.code();
            demand(Declines.find(code).isPresent(), "There is no decline '" + code + "'");
            demand(
                    rule.op() == null || rule.op().equals("create") || rule.op().equals("confirm"),
                    "only create and confirm can be declined");
        } else {
            demand(rule.code() == null, "code is for decline only");
        }
        int status = rule.statusOr(500);
        demand(status >= 500 && status <= 599, "status is between 500 and 599");
        return rule;
    }

    private static Set<String> forms(FaultKind kind) {
        return switch (kind) {
            case GARBAGE, EFFECT_THEN_GARBAGE -> FORMS_OF_GARBAGE;
            case RESET, EFFECT_THEN_RESET -> FORMS_OF_RESET;
            default -> Set.of();
        };
    }

    private static void demand(boolean condition, String message) {
        if (!condition) {
            throw new InvalidRuleException(message);
        }
    }
}
