package dev.ordersaga.lab.replay;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How long something is tried again, and how long to wait in between. */
record Patience(Duration limit, BackOff backOff, ReplayTime time) {

    /** Starts now. */
    Tries begin() {
        return new Tries(time.now().plus(limit));
    }

    /** The tries of one thing, for one thread. */
    final class Tries {

        private final Instant end;
        private int made;

        private Tries(Instant end) {
            this.end = end;
        }

        /**
         * Waits before the next try.
         *
         * @param retryAfter null when the service named no time
         * @return false when patience would be over before the wait is
         * @throws StoppedException when the replay is stopped
         */
        boolean waitForNext(@Nullable Duration retryAfter) throws StoppedException {
            Duration pause = backOff.pauseAfter(made++, retryAfter);
            if (time.now().plus(pause).isAfter(end)) {
                return false;
            }
            time.pause(pause);
            return true;
        }
    }
}
