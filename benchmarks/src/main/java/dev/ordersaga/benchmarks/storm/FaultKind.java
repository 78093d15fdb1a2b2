package dev.ordersaga.benchmarks.storm;

/** What can go wrong. The comment says what a customer of the system would call it. */
enum FaultKind {
    /** kill -9 of a node, and a start. */
    KILL_NODE,
    /** A node stands still for longer than its claims last, and goes on as if nothing had been. */
    FREEZE_NODE,
    /** kill -9 of PostgreSQL, and a start. */
    KILL_DATABASE,
    /** PostgreSQL ends some sessions. */
    KILL_SESSIONS,
    /** A node's connections to PostgreSQL are reset. */
    CUT_DATABASE,
    /** A node's packets to and from PostgreSQL vanish. */
    LOSE_DATABASE,
    /** Commits arrive, their answers do not. */
    LOSE_DATABASE_ANSWERS,
    /** Each packet takes a tenth of a second. */
    SLOW_DATABASE,
    /** Somebody locks the table of events for three seconds. */
    LOCK_EVENTS,
    /** kill -9 of the provider, and a start. */
    KILL_PROVIDER,
    /** Connections to the provider are reset. */
    CUT_PROVIDER,
    /** Requests reach the provider, answers do not come back. */
    LOSE_PROVIDER_ANSWERS,
    /** The provider errs, hangs, answers nonsense, sends its messages twice, late and shuffled. */
    PROVIDER_ERRS
}
