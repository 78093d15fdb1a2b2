package dev.ordersaga.eventstore.connections;

import java.util.concurrent.ThreadFactory;

/** The kind of work a thread uses database connections for. Each purpose has its own pool (bulkhead). */
public enum ConnectionPurpose {
    /** Work with a waiting caller, such as an HTTP request; the default of every thread. */
    REQUESTS(true, " -c lock_timeout=1s"),

    /** Event processors, their token claims and the heartbeats of tasks: few threads that everything depends on. */
    PROCESSORS(false, ""),

    /** The execution of durable tasks: many threads. */
    TASKS(false, ""),

    /** Operator actions, which must be possible while everything else is overloaded. */
    OPERATORS(true, " -c lock_timeout=1s"),

    /** Health checks and metrics, which must work while all other connections are in use. */
    MONITORING(true, " -c lock_timeout=1s");

    private static final ThreadLocal<ConnectionPurpose> CURRENT = new ThreadLocal<>();

    private final boolean hasWaitingCaller;
    private final String options;

    ConnectionPurpose(boolean hasWaitingCaller, String options) {
        this.hasWaitingCaller = hasWaitingCaller;
        this.options = options;
    }

    /** Work that uses connections. */
    public interface Work<X extends Exception> {
        void run() throws X;
    }

    /** The time during which a thread uses another purpose; closing it restores the previous one. */
    public interface Scope extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * A factory of threads that use this purpose permanently. Threads without a waiting caller have a lower priority, which
     * Linux heeds with {@code -XX:ThreadPriorityPolicy=1}.
     */
    public ThreadFactory threads(ThreadFactory factory) {
        return work -> {
            Thread thread = factory.newThread(() -> {
                CURRENT.set(this);
                work.run();
            });
            if (!hasWaitingCaller) {
                thread.setPriority(Thread.MIN_PRIORITY);
            }
            return thread;
        };
    }

    /** Runs {@code work} with connections of this purpose. */
    public <X extends Exception> void during(Work<X> work) throws X {
        try (Scope scope = begin()) {
            work.run();
        }
    }

    /** Switches this thread to this purpose until the scope is closed. */
    public Scope begin() {
        ConnectionPurpose before = CURRENT.get();
        CURRENT.set(this);
        return before == null ? CURRENT::remove : () -> CURRENT.set(before);
    }

    /** The purpose of this thread. */
    static ConnectionPurpose current() {
        ConnectionPurpose own = CURRENT.get();
        return own == null ? REQUESTS : own;
    }

    /** Whether a caller waits for the result: then an outage is reported at once rather than waited for. */
    boolean hasWaitingCaller() {
        return hasWaitingCaller;
    }

    /** Session options in addition to those of the data source settings. */
    String options() {
        return options;
    }

    /** How many connections are always open. Operators and monitoring need theirs while the server accepts no more. */
    int minimumIdle() {
        return switch (this) {
            case REQUESTS, PROCESSORS -> 2;
            case TASKS, OPERATORS, MONITORING -> 1;
        };
    }

    /** How many of {@code total} connections this purpose gets. */
    int shareOf(int total) {
        return switch (this) {
            case REQUESTS -> Math.max(2, total / 2);
            case PROCESSORS, TASKS -> Math.max(2, total / 4);
            case OPERATORS, MONITORING -> 2;
        };
    }
}
