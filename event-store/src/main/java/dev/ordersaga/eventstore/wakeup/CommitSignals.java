package dev.ordersaga.eventstore.wakeup;

/** Signals between processes that events were committed. A signal may be lost, late, or sent without need. */
interface CommitSignals {

    /** For a single process, or a connection that passes no notifications. */
    CommitSignals NONE = new CommitSignals() {
        @Override
        public void send() {}

        @Override
        public void onSignal(Runnable listener) {}

        @Override
        public boolean isConnected() {
            return false;
        }

        @Override
        public void start() {}

        @Override
        public void stop() {}
    };

    /** Signals the other processes soon; never waits for the database. */
    void send();

    /** Calls {@code listener} when another process has committed, or may have while this one was not connected. */
    void onSignal(Runnable listener);

    /** Whether signals of other processes can currently arrive, as an echo has proved. */
    boolean isConnected();

    void start();

    void stop();
}
