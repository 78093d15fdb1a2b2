package dev.ordersaga.eventstore.wakeup;

/** How processes tell each other that they committed events. A hint may get lost, come late, or come for nothing. */
interface CommitSignals {

    /** For a process that is alone, or whose connection passes no notifications. */
    CommitSignals NONE = new CommitSignals() {
        @Override
        public void send() {}

        @Override
        public void onHint(Runnable listener) {}

        @Override
        public boolean arrive() {
            return false;
        }

        @Override
        public void start() {}

        @Override
        public void stop() {}
    };

    /** Tells the other processes, soon; never waits for the database. */
    void send();

    /** Calls {@code listener} when another process has committed, or may have while nobody listened. */
    void onHint(Runnable listener);

    /** Whether hints of others can arrive at present. */
    boolean arrive();

    void start();

    void stop();
}
