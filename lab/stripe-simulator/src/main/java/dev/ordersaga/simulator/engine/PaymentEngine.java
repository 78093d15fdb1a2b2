package dev.ordersaga.simulator.engine;

import dev.ordersaga.simulator.idempotency.IdempotencyStore;
import dev.ordersaga.simulator.idempotency.StoredResponse;
import dev.ordersaga.simulator.ledger.Ledger;
import dev.ordersaga.simulator.ledger.LedgerLine;
import dev.ordersaga.simulator.ledger.LedgerPosition;
import dev.ordersaga.simulator.ledger.Posting;
import dev.ordersaga.simulator.payment.Event;
import dev.ordersaga.simulator.payment.InvalidRequestException;
import dev.ordersaga.simulator.payment.PaymentStore;
import dev.ordersaga.simulator.payment.RequestOrigin;
import dev.ordersaga.simulator.payment.StateChange;
import dev.ordersaga.simulator.time.SimulatorClock;
import dev.ordersaga.simulator.time.TimerQueue;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Payment engine: decides operations one after the other and appends each decision to the ledger. A decision becomes
 * visible outside only after it was forced to the disk.
 */
public final class PaymentEngine implements AutoCloseable {

    /** A response of the Stripe API. */
    public record ApiResponse(int status, JsonNode body) {}

    /** A response, and the events for the webhook endpoints. */
    public record Execution(ApiResponse response, List<Event> events) {}

    private final PaymentStore store = new PaymentStore();
    private final ReentrantLock lock = new ReentrantLock();
    private final SimulatorClock clock;
    private final TimerQueue timers;
    private final EngineSettings settings;
    private final FollowUpScheduler followUps;
    private final JsonMapper json;
    private final IdempotencyStore idempotency = new IdempotencyStore();
    private final Ledger ledger;
    private Consumer<List<Event>> listener = events -> {};
    private String salt;

    /**
     * Opens the ledger and restores its state.
     *
     * @param salt makes the ids of a new ledger unique; an existing ledger keeps its own
     */
    public PaymentEngine(
            Path file, JsonMapper json, SimulatorClock clock, TimerQueue timers, EngineSettings settings, String salt) {
        this.clock = clock;
        this.timers = timers;
        this.settings = settings;
        this.json = json;
        this.salt = salt;
        this.followUps = new FollowUpScheduler(settings, timers, this::executeDue);
        this.ledger = Ledger.open(file, json, this::replay);
        if (ledger.nextNumber() == 1) {
            appendNote("opened", StateChange.opened(salt));
        }
    }

    public SimulatorClock clock() {
        return clock;
    }

    public EngineSettings settings() {
        return settings;
    }

    /** The responses kept per idempotency key. */
    public IdempotencyStore idempotency() {
        return idempotency;
    }

    /**
     * Schedules the follow-ups of all objects; what became due during a downtime happens now.
     *
     * @param unrequestedEvents receives the events of changes that no request caused
     */
    public void open(Consumer<List<Event>> unrequestedEvents) {
        lock.lock();
        try {
            listener = unrequestedEvents;
            store.allIntents().forEach(followUps::schedule);
            store.allRefunds().forEach(refund -> followUps.schedule(refund, store));
        } finally {
            lock.unlock();
        }
    }

    /** Decides, writes, and returns when the decision is on the disk. */
    public Execution execute(Operation operation, RequestOrigin origin, ResponseRenderer renderer) {
        Execution execution;
        lock.lock();
        try {
            execution = decide(operation, origin, renderer);
        } finally {
            lock.unlock();
        }
        ledger.force();
        return execution;
    }

    /** Reads the state. What was read is on the disk when the call returns. */
    public <T> T read(Function<PaymentStore, T> question) {
        T answer;
        lock.lock();
        try {
            answer = question.apply(store);
        } finally {
            lock.unlock();
        }
        ledger.force();
        return answer;
    }

    /** The first response to an idempotency key, read from the ledger. */
    public StoredResponse stored(LedgerPosition position) {
        StateChange change = json.treeToValue(ledger.read(position).detail(), StateChange.class);
        if (change.response() == null) {
            throw new IllegalStateException("line " + position + " of the ledger holds no response");
        }
        return change.response();
    }

    /** Advances the clock permanently. */
    public void advance(Duration by) {
        lock.lock();
        try {
            clock.setOffset(clock.offset().plus(by));
            appendNote("clock", StateChange.clock(clock.offset()));
        } finally {
            lock.unlock();
        }
        timers.wake();
    }

    /** The ledger, for reading. */
    public Ledger ledger() {
        return ledger;
    }

    @Override
    public void close() {
        lock.lock();
        try {
            ledger.force();
            ledger.close();
        } finally {
            lock.unlock();
        }
    }

    private Execution decide(Operation operation, RequestOrigin origin, ResponseRenderer renderer) {
        DecisionContext context = context();
        Effect effect;
        try {
            effect = operation.decide(store, context);
        } catch (InvalidRequestException rejection) {
            ApiResponse response = renderer.of(rejection);
            StateChange unchanged = StateChange.rejected(origin.requestId(), origin.stored(response));
            write(List.of(rejection.posting(operation, store, settings)), unchanged, origin, context.now());
            return new Execution(response, List.of());
        }
        ApiResponse response = renderer.of(effect, effect.over(store));
        return new Execution(response, write(effect, origin, origin.stored(response), context.now()));
    }

    /** What the state has overtaken in the meantime is not written. */
    private void executeDue(Operation due) {
        List<Event> events;
        lock.lock();
        try {
            DecisionContext context = context();
            events = write(due.decide(store, context), RequestOrigin.NONE, null, context.now());
        } catch (InvalidRequestException overtaken) {
            return;
        } finally {
            lock.unlock();
        }
        ledger.force();
        listener.accept(events);
    }

    private DecisionContext context() {
        return new DecisionContext(now(), new Ids(salt, ledger.nextNumber()), settings);
    }

    private List<Event> write(Effect effect, RequestOrigin origin, @Nullable StoredResponse response, Instant now) {
        return effect.isNothing()
                ? List.of()
                : write(effect.postings(), effect.change(origin.requestId(), response), origin, now);
    }

    private List<Event> write(List<Posting> postings, StateChange change, RequestOrigin origin, Instant now) {
        List<Posting> complete = postings.stream()
                .map(posting -> posting.by(origin.key(), origin.delivered()))
                .toList();
        LedgerPosition position = ledger.append(now, complete, json.valueToTree(change));
        List<Event> events = store.apply(change, now, origin.key());
        if (change.response() != null) {
            idempotency.keep(change.response(), now, position);
        }
        if (change.intent() != null) {
            followUps.schedule(change.intent());
        }
        if (change.refund() != null) {
            followUps.schedule(change.refund(), store);
        }
        return events;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private void appendNote(String op, StateChange change) {
        ledger.append(now(), List.of(Posting.note(op)), json.valueToTree(change));
        ledger.force();
    }

    private void replay(List<LedgerLine> lines, LedgerPosition position) {
        LedgerLine last = lines.getLast();
        StateChange change = json.treeToValue(last.detail(), StateChange.class);
        store.apply(change, last.t(), last.posting().idemKey());
        if (change.response() != null) {
            idempotency.keep(change.response(), last.t(), position);
        }
        if (change.salt() != null) {
            salt = change.salt();
        }
        if (change.clockOffset() != null) {
            clock.setOffset(change.clockOffset());
        }
    }
}
