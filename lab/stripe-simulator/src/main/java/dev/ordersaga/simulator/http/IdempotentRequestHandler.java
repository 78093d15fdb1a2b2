package dev.ordersaga.simulator.http;

import dev.ordersaga.simulator.fault.FaultContext;
import dev.ordersaga.simulator.fault.FaultKind;
import dev.ordersaga.simulator.fault.FaultRule;
import dev.ordersaga.simulator.idempotency.IdempotentAnswers;
import dev.ordersaga.simulator.idempotency.IdempotentAnswers.Claim;
import dev.ordersaga.simulator.idempotency.StoredAnswer;
import dev.ordersaga.simulator.payment.Caller;
import dev.ordersaga.simulator.payment.Ids;
import dev.ordersaga.simulator.payment.Operation;
import dev.ordersaga.simulator.payment.PaymentEngine;
import dev.ordersaga.simulator.payment.PaymentEngine.Executed;
import dev.ordersaga.simulator.payment.Refusal;
import dev.ordersaga.simulator.time.SimulatorClock;
import dev.ordersaga.simulator.wire.ErrorJson;
import dev.ordersaga.simulator.wire.Expansion;
import dev.ordersaga.simulator.wire.StripeJson;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Carries out what moves money: once per key, and mistreated where that is asked for. */
final class IdempotentRequestHandler {

    private static final int LONGEST_KEY = 255;
    private static final int FINGERPRINT_LENGTH = 40;

    private final PaymentEngine desk;
    private final IdempotentAnswers answers;
    private final FaultInjection misconduct;
    private final WebhookDispatcher notices;
    private final SimulatorClock clock;
    private final StripeJson words;

    /** What the cashier works with. */
    record Tools(
            PaymentEngine desk,
            IdempotentAnswers answers,
            FaultInjection misconduct,
            WebhookDispatcher notices,
            SimulatorClock clock,
            StripeJson words) {}

    IdempotentRequestHandler(Tools tools) {
        this.desk = tools.desk();
        this.answers = tools.answers();
        this.misconduct = tools.misconduct();
        this.notices = tools.notices();
        this.clock = tools.clock();
        this.words = tools.words();
    }

    /** A reply, and what is to be sent to the webhooks when it has left. */
    record Done(Reply reply, Runnable afterwards) {
        /** Nobody else hears of it. */
        static Done with(Reply reply) {
            return new Done(reply, () -> {});
        }
    }

    /** @throws Refusal when a parameter is wrong; nothing is kept then */
    Done serve(Endpoint endpoint, Request request, FaultContext occasion) {
        String key = request.key();
        if (key == null) {
            return carryOut(endpoint, request, occasion);
        }
        if (key.isBlank() || key.length() > LONGEST_KEY) {
            throw Refusal.of("", null, "Idempotency keys must have 1 to " + LONGEST_KEY + " characters.");
        }
        Claim claim = answers.claim(key, request.path(), fingerprint(request), clock.instant());
        if (!(claim instanceof Claim.Fresh)) {
            return Done.with(refused(claim, key, request));
        }
        try {
            return carryOut(endpoint, request, occasion);
        } finally {
            answers.release(key);
        }
    }

    private Done carryOut(Endpoint endpoint, Request request, FaultContext occasion) {
        Expansion expansion = new Expansion(request.parameters(), words);
        RequestedOperation order = desk.read(book -> RequestedOperation.of(endpoint, request, book));
        FaultRule rule = misconduct.onExecution(occasion);
        order = order.imposing(misconduct.conduct(rule, occasion, order.conduct()));
        if (rule == null) {
            rule = misconduct.silence(occasion, order.conduct());
        }
        if (!bankThinks(order.operation(), rule)) {
            return Done.with(new Reply.Reset());
        }
        Executed executed = desk.execute(
                order.operation(), caller(request, rule), new StripeErrors(words, expansion, endpoint, rule));
        WebhookDispatcher.Sending sending = notices.plan(executed.events(), occasion);
        sending.beforeAnswer();
        if (rule != null && rule.kind() == FaultKind.EFFECT_THEN_DELAY) {
            clock.await(clock.instant().plusSeconds(rule.hangSeconds()));
        }
        Reply answer = Reply.json(executed.answer().status(), executed.answer().body(), Map.of());
        return new Done(misconduct.afterEffect(rule, answer), sending::afterAnswer);
    }

    /** @return false when the server stops first */
    private boolean bankThinks(Operation operation, @Nullable FaultRule rule) {
        Duration patience = desk.read(operation::patience);
        if (rule != null && rule.kind() == FaultKind.DELAY) {
            patience = patience.plusSeconds(rule.hangSeconds());
        }
        return patience.isZero() || clock.await(clock.instant().plus(patience));
    }

    private Reply refused(Claim claim, String key, Request request) {
        return switch (claim) {
            case Claim.Answered answered -> replayed(desk.stored(answered.position()));
            case Claim.InFlight inFlight ->
                Reply.json(
                        409,
                        ErrorJson.of(
                                ErrorJson.INVALID_REQUEST,
                                "idempotency_key_in_use",
                                "There is currently another in-progress request using this Idempotent Key (that probably"
                                        + " means you submitted twice, and the other request is still going through): "
                                        + key + ". Please try again later."),
                        Map.of("Stripe-Should-Retry", "true"));
            case Claim.OtherEndpoint other ->
                misused("Keys for idempotent requests can only be used for the same endpoint they were first used for"
                        + " ('" + request.path() + "' vs '" + other.path() + "'). Try using a key other than '" + key
                        + "' if you meant to execute a different request.");
            case Claim rest ->
                misused("Keys for idempotent requests can only be used with the same parameters they were first used"
                        + " with. Try using a key other than '" + key
                        + "' if you meant to execute a different request.");
        };
    }

    private static Reply misused(String message) {
        return Reply.json(400, ErrorJson.of(ErrorJson.IDEMPOTENCY_ERROR, null, message), Map.of());
    }

    private static Reply replayed(StoredAnswer stored) {
        Map<String, String> headers = new HashMap<>();
        headers.put("Idempotent-Replayed", "true");
        headers.put("Original-Request", stored.requestId());
        return Reply.json(stored.status(), stored.body(), headers);
    }

    private static Caller caller(Request request, @Nullable FaultRule rule) {
        Boolean delivered = (rule != null && rule.kind().withholdsAnswer()) ? Boolean.FALSE : null;
        return new Caller(request.key(), request.path(), fingerprint(request), request.id(), delivered);
    }

    private static String fingerprint(Request request) {
        return Ids.text(request.parameters().canonical(), FINGERPRINT_LENGTH);
    }
}
