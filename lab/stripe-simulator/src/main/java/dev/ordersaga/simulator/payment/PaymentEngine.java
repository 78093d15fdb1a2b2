package dev.ordersaga.simulator.payment;

import dev.ordersaga.simulator.idempotency.IdempotentAnswers;
import dev.ordersaga.simulator.idempotency.StoredAnswer;
import dev.ordersaga.simulator.ledger.Ledger;
import dev.ordersaga.simulator.ledger.LedgerLine;
import dev.ordersaga.simulator.ledger.LedgerPosition;
import dev.ordersaga.simulator.ledger.Posting;
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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where decisions are made one after the other, written to the ledger, forced to the disk, and only then known outside.
 */
public final class PaymentEngine implements AutoCloseable {

    /** What the caller is told. */
    public record Answer(int status, JsonNode body) {}

    /** Finds the words for a decision, before it is written. */
    public interface Wording {
        /** @param after the objects as they will be */
        Answer of(Effect effect, Lookup after);

        Answer of(Refusal refusal);
    }

    /** An answer and what the webhooks have to tell. */
    public record Executed(Answer answer, List<Event> events) {}

    private final PaymentStore book = new PaymentStore();
    private final ReentrantLock lock = new ReentrantLock();
    private final SimulatorClock clock;
    private final TimerQueue agenda;
    private final ProviderSettings settings;
    private final Followups followups;
    private final JsonMapper json;
    private final IdempotentAnswers answers;
    private final Ledger ledger;
    private Consumer<List<Event>> listener = events -> {};
    private String salt;

    /**
     * Opens the ledger and takes up the state that it tells of.
     *
     * @param salt makes the ids of a new ledger its own; an existing ledger keeps its old one
     */
    public PaymentEngine(Path file, JsonMapper json, DeskTools tools, String salt) {
        this.clock = tools.clock();
        this.agenda = tools.agenda();
        this.settings = tools.settings();
        this.answers = tools.answers();
        this.json = json;
        this.salt = salt;
        this.followups = new Followups(settings, tools.agenda(), this::come);
        this.ledger = Ledger.open(file, json, this::replay);
        if (ledger.nextNumber() == 1) {
            note("opened", Change.opened(salt));
        }
    }

    /** What the desk works with. */
    public record DeskTools(
            SimulatorClock clock, TimerQueue agenda, ProviderSettings settings, IdempotentAnswers answers) {}

    /**
     * Lets what is due, and was due while nobody was here, happen.
     *
     * @param lateEvents hears of events that no request waits for
     */
    public void open(Consumer<List<Event>> lateEvents) {
        lock.lock();
        try {
            listener = lateEvents;
            book.allIntents().forEach(followups::schedule);
            book.allRefunds().forEach(refund -> followups.schedule(refund, book));
        } finally {
            lock.unlock();
        }
    }

    /** Decides, writes, and returns when it is on the disk. */
    public Executed execute(Operation operation, Caller caller, Wording wording) {
        Executed executed;
        lock.lock();
        try {
            executed = decide(operation, caller, wording);
        } finally {
            lock.unlock();
        }
        ledger.force();
        return executed;
    }

    /** Reads the state. What it tells is on the disk when the call returns. */
    public <T> T read(Function<PaymentStore, T> question) {
        T answer;
        lock.lock();
        try {
            answer = question.apply(book);
        } finally {
            lock.unlock();
        }
        ledger.force();
        return answer;
    }

    /** Events since then, oldest first. */
    public List<Event> eventsSince(Instant then) {
        return read(all -> all.eventsSince(then));
    }

    /** The first answer to a key, read from the ledger. */
    public StoredAnswer stored(LedgerPosition position) {
        Change change = json.treeToValue(ledger.read(position).detail(), Change.class);
        if (change.answer() == null) {
            throw new IllegalStateException("line " + position + " of the ledger holds no answer");
        }
        return change.answer();
    }

    /** Puts the clock ahead by that much, for good. */
    public void advance(Duration by) {
        lock.lock();
        try {
            clock.setOffset(clock.offset().plus(by));
            note("clock", Change.clock(clock.offset()));
        } finally {
            lock.unlock();
        }
        agenda.wake();
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

    private Executed decide(Operation operation, Caller caller, Wording wording) {
        Moment moment = new Moment(now(), new Ids(salt, ledger.nextNumber()), settings);
        Effect effect;
        try {
            effect = operation.decide(book, moment);
        } catch (Refusal refusal) {
            return refuse(operation, refusal, caller, moment, wording.of(refusal));
        }
        Answer answer = wording.of(effect, effect.over(book));
        if (effect.isNothing()) {
            return new Executed(answer, List.of());
        }
        Change change = effect.change(caller.requestId(), caller.stored(answer));
        return new Executed(answer, write(effect.postings(), change, caller, moment.now()));
    }

    private Executed refuse(Operation operation, Refusal refusal, Caller caller, Moment moment, Answer answer) {
        Posting posting = refusal.posting(operation, book, settings);
        Change nothing = new Change(null, null, null, null, caller.requestId(), caller.stored(answer), null, null);
        write(List.of(posting), nothing, caller, moment.now());
        return new Executed(answer, List.of());
    }

    private List<Event> write(List<Posting> postings, Change change, Caller caller, Instant now) {
        List<Posting> told = postings.stream()
                .map(posting -> posting.by(caller.key(), caller.delivered()))
                .toList();
        LedgerPosition position = ledger.append(now, told, json.valueToTree(change));
        List<Event> events = book.apply(change, now, caller.key());
        if (change.answer() != null) {
            answers.keep(change.answer(), now, position);
        }
        if (change.intent() != null) {
            followups.schedule(change.intent());
        }
        if (change.refund() != null) {
            followups.schedule(change.refund(), book);
        }
        return events;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private void note(String op, Change change) {
        ledger.append(now(), List.of(Posting.note(op, null)), json.valueToTree(change));
        ledger.force();
    }

    private void replay(List<LedgerLine> lines, LedgerPosition position) {
        LedgerLine last = lines.getLast();
        Change change = json.treeToValue(last.detail(), Change.class);
        book.apply(change, last.t(), last.posting().idemKey());
        if (change.answer() != null) {
            answers.keep(change.answer(), last.t(), position);
        }
        if (change.salt() != null) {
            salt = change.salt();
        }
        if (change.clockOffset() != null) {
            clock.setOffset(change.clockOffset());
        }
    }

    private void come(Operation due) {
        Executed executed;
        try {
            executed = execute(due, Caller.NOBODY, Unheard.WORDING);
        } catch (Unheard.Overtaken overtaken) {
            return;
        }
        listener.accept(executed.events());
    }
}
