package dev.ordersaga.simulator.payment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The state of the simulator in memory: the fold of the ledger. Not thread-safe; guarded by the engine's lock. */
public final class PaymentStore implements ObjectLookup {

    private final OrderedStore<PaymentIntent> intents = new OrderedStore<>();
    /** By charge id: the PaymentIntent as of its last change while this charge was its latest. */
    private final OrderedStore<PaymentIntent> charges = new OrderedStore<>();

    private final OrderedStore<Refund> refunds = new OrderedStore<>();
    private final OrderedStore<Dispute> disputes = new OrderedStore<>();
    private final OrderedStore<Event> events = new OrderedStore<>();

    @Override
    public Optional<PaymentIntent> intent(String id) {
        return intents.find(id);
    }

    @Override
    public Optional<PaymentIntent> charge(String id) {
        return charges.find(id);
    }

    public Optional<Refund> refund(String id) {
        return refunds.find(id);
    }

    public Optional<Dispute> dispute(String id) {
        return disputes.find(id);
    }

    public Optional<Event> event(String id) {
        return events.find(id);
    }

    /** Payment intents, newest first. */
    public Page<PaymentIntent> intents(Predicate<PaymentIntent> wanted, PageRequest page) {
        return intents.page(
                i -> wanted.test(i) && page.covers(i.terms().created()), page.limit(), page.after(), page.before());
    }

    /** Charges, represented by their PaymentIntents, newest first. */
    public Page<PaymentIntent> charges(Predicate<PaymentIntent> wanted, PageRequest page) {
        return charges.page(
                i -> wanted.test(i) && page.covers(i.latestCharge().created()),
                page.limit(),
                page.after(),
                page.before());
    }

    /** Refunds, newest first. */
    public Page<Refund> refunds(Predicate<Refund> wanted, PageRequest page) {
        return refunds.page(r -> wanted.test(r) && page.covers(r.created()), page.limit(), page.after(), page.before());
    }

    /** Disputes, newest first. */
    public Page<Dispute> disputes(Predicate<Dispute> wanted, PageRequest page) {
        return disputes.page(
                d -> wanted.test(d) && page.covers(d.created()), page.limit(), page.after(), page.before());
    }

    /** Events, newest first. */
    public Page<Event> events(Predicate<Event> wanted, PageRequest page) {
        return events.page(e -> wanted.test(e) && page.covers(e.created()), page.limit(), page.after(), page.before());
    }

    /** All intents, oldest first. */
    public List<PaymentIntent> allIntents() {
        return intents.all();
    }

    /** All refunds, oldest first. */
    public List<Refund> allRefunds() {
        return refunds.all();
    }

    /** All events since {@code then}, oldest first. */
    public List<Event> eventsSince(Instant then) {
        return events.all().stream().filter(e -> !e.created().isBefore(then)).toList();
    }

    /** Applies a change that is in the ledger; returns its events. */
    public List<Event> apply(StateChange change, Instant when, @Nullable String key) {
        PaymentIntent intent = change.intent();
        if (intent != null) {
            intents.put(intent.id(), intent);
            if (intent.charge() != null) {
                charges.put(intent.charge().id(), intent);
            }
        }
        if (change.refund() != null) {
            refunds.put(change.refund().id(), change.refund());
        }
        if (change.dispute() != null) {
            disputes.put(change.dispute().id(), change.dispute());
        }
        return told(change, when, key);
    }

    private List<Event> told(StateChange change, Instant when, @Nullable String key) {
        List<Event> told = new ArrayList<>();
        for (Event.Header note : change.events() == null ? List.<Event.Header>of() : change.events()) {
            Event event = new Event(
                    note,
                    when,
                    Objects.requireNonNull(change.intent()),
                    change.refund(),
                    change.dispute(),
                    change.requestId(),
                    key);
            events.put(event.id(), event);
            told.add(event);
        }
        return told;
    }
}
