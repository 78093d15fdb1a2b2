package dev.ordersaga.lab.storm;

/** Kinds of faults and operators' actions. */
enum FaultKind {
    /** kill -9 of a node, then restart. */
    KILL_NODE,
    /** A node is frozen for longer than its claims last, then resumed. */
    FREEZE_NODE,
    /** No fault: an operator rebuilds the status view. Every other time the node that rebuilds is killed. */
    REBUILD_VIEW,
    /** No fault: an operator pauses a processor on all nodes for some seconds. */
    PAUSE_PROCESSOR,
    /** A node's clock is 90 seconds fast or slow for a while. */
    SKEWED_CLOCK,
    /** kill -9 of PostgreSQL, then restart. */
    KILL_DATABASE,
    /** PostgreSQL is frozen for some seconds. */
    FREEZE_DATABASE,
    /** The disk of PostgreSQL is full. */
    FULL_DISK,
    /** Half of the database sessions are terminated. */
    KILL_SESSIONS,
    /** A node's connections to PostgreSQL are reset. */
    CUT_DATABASE,
    /** A node's packets to and from PostgreSQL are dropped. */
    LOSE_DATABASE,
    /** Requests reach PostgreSQL, responses are dropped. */
    LOSE_DATABASE_RESPONSES,
    /** Each packet to and from PostgreSQL is delayed by 100 ms. */
    SLOW_DATABASE,
    /** The table of events is locked for three seconds. */
    LOCK_EVENTS,
    /** kill -9 of the Stripe simulator, then restart. */
    KILL_PROVIDER,
    /** The Stripe simulator is frozen for longer than the time-out of its clients. */
    FREEZE_PROVIDER,
    /** Connections to the Stripe simulator are reset. */
    CUT_PROVIDER,
    /** Packets to and from the Stripe simulator are dropped. */
    LOSE_PROVIDER,
    /** Requests reach the Stripe simulator, responses are dropped. */
    LOSE_PROVIDER_RESPONSES,
    /** Each packet to and from the Stripe simulator is delayed by 100 ms. */
    SLOW_PROVIDER,
    /** Three random faults of the Stripe simulator: errors, hangs, repeated webhooks and so on. */
    PROVIDER_FAULTS,
    /** The Stripe simulator refuses captures, cancellations and refunds for good, with an error code. */
    PROVIDER_REFUSES,
    /** A part of a payment is refunded by hand at the Stripe simulator. */
    REFUND_BY_HAND,
    /** An authorization is canceled by hand at the Stripe simulator. */
    CANCEL_BY_HAND,
    /** A payment intent is shown with a status that its clients do not know. */
    UNREADABLE_OBJECT,
    /** Services are down when a customer pays, and until after the deadline for it. */
    PAY_DURING_OUTAGE
}
