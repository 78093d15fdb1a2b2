package dev.ordersaga.simulator.engine;

import dev.ordersaga.simulator.idempotency.StoredResponse;
import dev.ordersaga.simulator.ledger.Posting;
import dev.ordersaga.simulator.payment.Dispute;
import dev.ordersaga.simulator.payment.Event;
import dev.ordersaga.simulator.payment.ObjectLookup;
import dev.ordersaga.simulator.payment.OverlayLookup;
import dev.ordersaga.simulator.payment.PaymentError;
import dev.ordersaga.simulator.payment.PaymentIntent;
import dev.ordersaga.simulator.payment.Refund;
import dev.ordersaga.simulator.payment.StateChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The effect of a decision: ledger postings, changed objects and events. */
public final class Effect {

    private final DecisionContext context;
    private final List<Posting> postings = new ArrayList<>();
    private final List<Event.Header> headers = new ArrayList<>();
    private @Nullable PaymentIntent intent;
    private @Nullable Refund refund;
    private @Nullable Dispute dispute;
    private @Nullable PaymentError failure;

    private Effect(DecisionContext context) {
        this.context = context;
    }

    /** Starts an effect on this PaymentIntent. */
    static Effect on(PaymentIntent intent, DecisionContext context) {
        Effect effect = new Effect(context);
        effect.intent = intent;
        return effect;
    }

    /** No effect: the operation came too late or for a second time. */
    static Effect nothing(DecisionContext context) {
        return new Effect(context);
    }

    Effect update(PaymentIntent next) {
        intent = next;
        return this;
    }

    Effect with(Refund next) {
        refund = next;
        return this;
    }

    Effect with(Dispute next) {
        dispute = next;
        return this;
    }

    Effect post(String op, long amount) {
        postings.add(posting(op, amount, Posting.OK, null));
        return this;
    }

    /** Posts the amount of a dispute, which has a currency of its own. */
    Effect post(String op, Dispute about) {
        postings.add(posting(op, about.amount(), about.currency(), Posting.OK, null));
        return this;
    }

    Effect decline(String op, long amount, PaymentError why) {
        postings.add(posting(op, amount, Posting.DECLINE, why.reason()));
        failure = why;
        return this;
    }

    Effect emit(String type, Event.Subject subject) {
        headers.add(new Event.Header(context.ids().next("evt"), type, subject));
        return this;
    }

    /** The PaymentIntent after the effect; null only without an effect. */
    public @Nullable PaymentIntent intent() {
        return intent;
    }

    /** The refund after the effect, null if none is affected. */
    public @Nullable Refund refund() {
        return refund;
    }

    /** Why the payment failed, null when it succeeded. */
    public @Nullable PaymentError failure() {
        return failure;
    }

    /** The objects as they will be after the effect. */
    ObjectLookup over(ObjectLookup before) {
        return new OverlayLookup(before, intent);
    }

    boolean isNothing() {
        return postings.isEmpty();
    }

    List<Posting> postings() {
        return postings;
    }

    StateChange change(@Nullable String requestId, @Nullable StoredResponse response) {
        return new StateChange(intent, refund, dispute, headers, requestId, response, null, null);
    }

    private Posting posting(String op, long amount, String outcome, @Nullable String code) {
        return posting(op, amount, Objects.requireNonNull(intent).terms().currency(), outcome, code);
    }

    private Posting posting(String op, long amount, String currency, String outcome, @Nullable String code) {
        PaymentIntent about = Objects.requireNonNull(intent);
        String pspId = refund == null ? about.id() : refund.id();
        String orderId = about.terms().metadata().get(context.settings().orderIdKey());
        return new Posting(op, pspId, null, orderId, amount, currency, outcome, code, null);
    }
}
