package dev.ordersaga.simulator.payment;

import dev.ordersaga.simulator.ledger.Posting;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A decision on its way into the ledger: postings, the objects as they will be, and the events that tell of it. */
public final class Effect {

    private final Moment moment;
    private final List<Posting> postings = new ArrayList<>();
    private final List<Event.Note> notes = new ArrayList<>();
    private @Nullable Intent intent;
    private @Nullable Refund refund;
    private @Nullable Dispute dispute;
    private @Nullable Failure failure;

    private Effect(Moment moment) {
        this.moment = moment;
    }

    /** The beginning of a decision about that intent. */
    static Effect on(Intent intent, Moment moment) {
        Effect effect = new Effect(moment);
        effect.intent = intent;
        return effect;
    }

    /** Came too late, or a second time: there is nothing to do. */
    static Effect nothing(Moment moment) {
        return new Effect(moment);
    }

    Effect become(Intent next) {
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

    Effect decline(String op, long amount, Failure why) {
        postings.add(posting(op, amount, Posting.DECLINE, why.reason()));
        failure = why;
        return this;
    }

    Effect tell(String type, Event.Subject subject) {
        notes.add(new Event.Note(moment.ids().next("evt"), type, subject));
        return this;
    }

    /** The intent after it; null only when there is nothing to do. */
    public @Nullable Intent intent() {
        return intent;
    }

    /** The refund after it, null when it is about none. */
    public @Nullable Refund refund() {
        return refund;
    }

    /** Why the payment failed, null when it did not. */
    public @Nullable Failure failure() {
        return failure;
    }

    /** The objects as they will be after it. */
    Lookup over(Lookup before) {
        return new After(before, intent, refund);
    }

    boolean isNothing() {
        return postings.isEmpty();
    }

    List<Posting> postings() {
        return postings;
    }

    Change change(@Nullable String requestId, dev.ordersaga.simulator.idempotency.@Nullable StoredAnswer answer) {
        return new Change(intent, refund, dispute, notes, requestId, answer, null, null);
    }

    private Posting posting(String op, long amount, String outcome, @Nullable String code) {
        Intent about = java.util.Objects.requireNonNull(intent);
        String pspId = refund == null ? about.id() : refund.id();
        String orderId = about.terms().metadata().get(moment.settings().orderIdKey());
        return new Posting(op, pspId, null, orderId, amount, about.terms().currency(), outcome, code, null);
    }
}
