package dev.ordersaga.lab.storm;

/** What can go wrong. */
enum FaultKind {
    /** kill -9 of a node, and a start. */
    KILL_NODE,
    /** A node stands still for longer than its claims last, and goes on as if nothing had been. */
    FREEZE_NODE,
    /** No fault: an operator has the view built anew. Every other time the node that was asked is killed over it. */
    REBUILD_VIEW,
    /** No fault: an operator has a processor stand still in all processes, for some seconds. */
    PAUSE_PROCESSOR,
    /** A node's clock jumps by a minute and a half, forwards or backwards, and comes back. */
    WRONG_CLOCK,
    /** kill -9 of PostgreSQL, and a start. */
    KILL_DATABASE,
    /** PostgreSQL stands still for some seconds. */
    FREEZE_DATABASE,
    /** There is no room left where PostgreSQL writes. */
    FULL_DISK,
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
    /** The provider stands still for longer than anybody waits for it. */
    FREEZE_PROVIDER,
    /** Connections to the provider are reset. */
    CUT_PROVIDER,
    /** Packets to and from the provider vanish. */
    LOSE_PROVIDER,
    /** Requests reach the provider, answers do not come back. */
    LOSE_PROVIDER_ANSWERS,
    /** Each packet to and from the provider takes a tenth of a second. */
    SLOW_PROVIDER,
    /** The provider does three of the things that it can be told to do: errs, hangs, repeats its messages, and so on. */
    PROVIDER_ERRS
}
