package dev.ordersaga.simulator.fault;

import dev.ordersaga.simulator.method.PaymentErrors;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;

/** Validates fault rules: rejects rules that could never fire, because a test without a fault proves nothing. */
final class FaultRuleValidator {

    private static final Set<String> OPS =
            Set.of("create", "confirm", "capture", "cancel", "refund", "retrieve", "list", "due");
    private static final Set<String> GARBAGE_FORMS = Set.of("invalid-json", "empty", "html", "truncated", "huge");
    private static final Set<String> RESET_FORMS = Set.of("no-answer", "half-answer");
    private static final Set<String> REFUSE_FORMS = Set.of("state", "validation");
    private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9_]{0,63}");
    private static final int MAX_SECONDS = 86_400;
    private static final int MAX_COUNT = 100;
    private static final int MAX_TIMES = 1_000_000;
    private static final int MAX_TEXT = 255;

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
        checkCode(rule, kind);
        checkStatus(rule, kind);
        checkBounds(rule);
        return rule;
    }

    private static void checkCode(FaultRule rule, FaultKind kind) {
        String code = rule.code();
        switch (kind) {
            case DECLINE -> {
                require(code == null || PaymentErrors.find(code).isPresent(), "There is no decline '" + code + "'");
                require(
                        rule.op() == null
                                || rule.op().equals("create")
                                || rule.op().equals("confirm"),
                        "only create and confirm can be declined");
            }
            case REFUSE -> {
                require(code == null || CODE.matcher(code).matches(), "code is an error code like charge_disputed");
                require(!"due".equals(rule.op()), "only requests can be refused");
            }
            default -> require(code == null, "code is for decline and refuse only");
        }
    }

    private static void checkStatus(FaultRule rule, FaultKind kind) {
        if (kind == FaultKind.REFUSE) {
            int status = rule.statusOr(400);
            require(status >= 400 && status <= 499, "status is between 400 and 499");
        } else {
            int status = rule.statusOr(500);
            require(status >= 500 && status <= 599, "status is between 500 and 599");
        }
    }

    /** A rule must not tie the simulator up. */
    private static void checkBounds(FaultRule rule) {
        require(rule.secondsOr(0) <= MAX_SECONDS, "seconds is at most " + MAX_SECONDS);
        require(rule.countOr(1) >= 1 && rule.countOr(1) <= MAX_COUNT, "count is between 1 and " + MAX_COUNT);
        require(rule.times() == null || rule.times() <= MAX_TIMES, "times is at most " + MAX_TIMES);
        for (String text : Arrays.asList(rule.op(), rule.orderId(), rule.paymentMethod(), rule.event())) {
            require(text == null || text.length() <= MAX_TEXT, "a condition has at most " + MAX_TEXT + " characters");
        }
    }

    private static Set<String> validForms(FaultKind kind) {
        return switch (kind) {
            case GARBAGE, EFFECT_THEN_GARBAGE -> GARBAGE_FORMS;
            case RESET, EFFECT_THEN_RESET -> RESET_FORMS;
            case REFUSE -> REFUSE_FORMS;
            default -> Set.of();
        };
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
