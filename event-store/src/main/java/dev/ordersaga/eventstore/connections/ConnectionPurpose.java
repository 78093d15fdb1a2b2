package dev.ordersaga.eventstore.connections;

import java.util.concurrent.ThreadFactory;

/** What a thread wants connections for. Each purpose has a pool of its own: none can use up what another needs. */
public enum ConnectionPurpose {
    /** Somebody waits for an answer, as with an HTTP request; any thread that has said nothing else. */
    REQUESTS(true, " -c lock_timeout=1s"),

    /** Processors, their claims, the heartbeats of tasks: few threads through which everything goes on. */
    PROCESSORS(false, ""),

    /** What durable tasks do: many threads. */
    TASKS(false, ""),

    /** People who look after the system, which they must be able to do when everything is overloaded. */
    OPERATORS(true, " -c lock_timeout=1s"),

    /** Looks at the state of things, which must be possible when all other connections are in use. */
    WATCHING(true, " -c lock_timeout=1s");

    private static final ThreadLocal<ConnectionPurpose> CURRENT = new ThreadLocal<>();

    private final boolean isAwaited;
    private final String options;

    ConnectionPurpose(boolean isAwaited, String options) {
        this.isAwaited = isAwaited;
        this.options = options;
    }

    /** Work that wants connections for some purpose. */
    public interface Work<X extends Exception> {
        void run() throws X;
    }

    /** Until when a thread wants connections for another purpose. */
    public interface Scope extends AutoCloseable {
        @Override
        void close();
    }

    /** Threads that want connections for this purpose all their lives. */
    public ThreadFactory threads(ThreadFactory made) {
        return work -> made.newThread(() -> {
            CURRENT.set(this);
            work.run();
        });
    }

    /** Does {@code work} with connections for this purpose. */
    public <X extends Exception> void during(Work<X> work) throws X {
        try (Scope scope = begin()) {
            work.run();
        }
    }

    /** This thread wants connections for this purpose until the scope is closed. */
    public Scope begin() {
        ConnectionPurpose before = CURRENT.get();
        CURRENT.set(this);
        return before == null ? CURRENT::remove : () -> CURRENT.set(before);
    }

    /** Of this thread. */
    static ConnectionPurpose current() {
        ConnectionPurpose own = CURRENT.get();
        return own == null ? REQUESTS : own;
    }

    /** Whether somebody waits for the answer, and is better told at once that there is none. */
    boolean isAwaited() {
        return isAwaited;
    }

    /** What its sessions have besides the {@code options} of all. */
    String options() {
        return options;
    }

    /** How many of {@code total} connections are for it. */
    int shareOf(int total) {
        return switch (this) {
            case REQUESTS -> Math.max(2, total / 2);
            case PROCESSORS, TASKS -> Math.max(2, total / 4);
            case OPERATORS, WATCHING -> 2;
        };
    }
}
