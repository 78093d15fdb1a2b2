package dev.ordersaga.simulator.http;

import dev.ordersaga.simulator.fault.FaultContext;
import dev.ordersaga.simulator.fault.FaultKind;
import dev.ordersaga.simulator.fault.FaultRule;
import dev.ordersaga.simulator.fault.FaultRules;
import dev.ordersaga.simulator.fault.OutcomeProfile;
import dev.ordersaga.simulator.payment.Declines;
import dev.ordersaga.simulator.payment.PaymentBehaviour;
import dev.ordersaga.simulator.wire.ErrorJson;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Decides how one request is mistreated: by the rules in force, else by the profile. */
final class FaultInjection {

    private final FaultRules faults;
    private final @Nullable OutcomeProfile profile;

    FaultInjection(FaultRules faults, @Nullable OutcomeProfile profile) {
        this.faults = faults;
        this.profile = profile;
    }

    /** What happens to a request that is not even looked at; empty for a welcome one. */
    Optional<Reply> onArrival(FaultContext occasion) {
        return faults.first(FaultKind.Phase.ARRIVAL, occasion).map(rule -> switch (rule.kind()) {
            case RATE_LIMIT -> rateLimited(rule);
            case HANG -> new Reply.Silence(Duration.ofSeconds(rule.hangSeconds()));
            case ERROR -> Reply.json(rule.statusOr(500), serverError(), Map.of());
            case RESET -> reset(rule);
            default -> MalformedResponse.of(rule.formOr("invalid-json"));
        });
    }

    /** The rule that this carried out request falls under, null for none. */
    @Nullable
    FaultRule onExecution(FaultContext occasion) {
        return faults.first(FaultKind.Phase.EXECUTION, occasion).orElse(null);
    }

    /** How the payment method behaves this time, null for as always. */
    @Nullable
    PaymentBehaviour conduct(@Nullable FaultRule rule, FaultContext occasion, @Nullable PaymentBehaviour usual) {
        if (rule != null && rule.kind() == FaultKind.DECLINE) {
            return new PaymentBehaviour.Refuses(Declines.byCode(rule.code() == null ? "generic_decline" : rule.code()));
        }
        return speaks(occasion, usual)
                ? profileOf().conduct(String.valueOf(occasion.orderId())).orElse(null)
                : null;
    }

    /** The rule that makes the answer to a taken payment disappear where the profile says so, null elsewhere. */
    @Nullable
    FaultRule silence(FaultContext occasion, @Nullable PaymentBehaviour usual) {
        boolean silent = speaks(occasion, usual)
                && profileOf().of(String.valueOf(occasion.orderId())) == OutcomeProfile.Outcome.TIMEOUT_AFTER_CHARGE;
        if (!silent) {
            return null;
        }
        FaultRule rule = profileOf().silence();
        faults.log(rule, "profile", occasion);
        return rule;
    }

    /** How the answer to a carried out request leaves. */
    Reply afterEffect(@Nullable FaultRule rule, Reply answer) {
        if (rule == null) {
            return answer;
        }
        return switch (rule.kind()) {
            case EFFECT_THEN_HANG -> new Reply.Silence(Duration.ofSeconds(rule.hangSeconds()));
            case EFFECT_THEN_RESET -> reset(rule);
            case EFFECT_THEN_GARBAGE -> MalformedResponse.of(rule.formOr("invalid-json"));
            default -> answer;
        };
    }

    static ObjectNode serverError() {
        return ErrorJson.of(
                ErrorJson.API_ERROR, null, "An unknown error occurred (this error was injected by the simulator).");
    }

    /** Many HTTP clients silently repeat a request that got no answer at all; half of one they believe. */
    private static Reply reset(FaultRule rule) {
        return rule.formOr("no-answer").equals("half-answer") ? new Reply.Torn("") : new Reply.Reset();
    }

    private static Reply rateLimited(FaultRule rule) {
        ObjectNode body = ErrorJson.of(
                ErrorJson.INVALID_REQUEST,
                "rate_limit",
                "Request rate limit exceeded. Learn more about rate limits here https://docs.stripe.com/rate-limits.");
        return Reply.json(429, body, Map.of("Retry-After", String.valueOf(rule.secondsOr(1))));
    }

    private boolean speaks(FaultContext occasion, @Nullable PaymentBehaviour usual) {
        return profile != null && occasion.orderId() != null && usual instanceof PaymentBehaviour.Pays;
    }

    private OutcomeProfile profileOf() {
        if (profile == null) {
            throw new IllegalStateException("no profile");
        }
        return profile;
    }
}
