package dev.ordersaga.simulator.fault;

import dev.ordersaga.simulator.engine.PaymentErrors;
import java.util.Set;

/** Validates fault rules: rejects rules that could never fire, because a test without a fault proves nothing. */
final class FaultRuleValidator {

    private static final Set<String> OPS =
            Set.of("create", "confirm", "capture", "cancel", "refund", "retrieve", "list", "due");
    private static final Set<String> GARBAGE_FORMS = Set.of("invalid-json", "empty", "html", "truncated", "huge");
    private static final Set<String> RESET_FORMS = Set.of("no-answer", "half-answer");

    private FaultRuleValidator() {}

    /** @throws IllegalArgumentException saying what is wrong */
    static FaultRule checked(FaultRule rule) {
        FaultKind kind = FaultKind.of(rule.fault())
                .orElseThrow(() -> new IllegalArgumentException("There is no fault '" + rule.fault() + "'"));
        require(rule.op() == null || OPS.contains(rule.op()), "There is no op '" + rule.op() + "'");
        require(rule.event() == null || kind.phase() == FaultKind.Phase.WEBHOOK, "event is for webhook faults only");
        require(rule.nth() == null || rule.nth() >= 1, "nth counts from 1");
        require(rule.times() == null || rule.times() >= 1, "times is at least 1");
        Double probability = rule.probability();
        require(probability == null || (probability >= 0 && probability <= 1), "probability is between 0 and 1");
        require(rule.seconds() == null || rule.seconds() >= 0, "seconds cannot be negative");
        require(
                rule.form() == null || validForms(kind).contains(rule.form()),
                kind.wireName() + " has no form '" + rule.form() + "'");
        if (kind == FaultKind.DECLINE) {
            String code = rule.code() == null ? "generic_decline" : rule.code();
            require(PaymentErrors.find(code).isPresent(), "There is no decline '" + code + "'");
            require(
                    rule.op() == null || rule.op().equals("create") || rule.op().equals("confirm"),
                    "only create and confirm can be declined");
        } else {
            require(rule.code() == null, "code is for decline only");
        }
        int status = rule.statusOr(500);
        require(status >= 500 && status <= 599, "status is between 500 and 599");
        return rule;
    }

    private static Set<String> validForms(FaultKind kind) {
        return switch (kind) {
            case GARBAGE, EFFECT_THEN_GARBAGE -> GARBAGE_FORMS;
            case RESET, EFFECT_THEN_RESET -> RESET_FORMS;
            default -> Set.of();
        };
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
