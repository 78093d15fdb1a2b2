package dev.ordersaga.lab.replay;

import java.time.Duration;
import java.time.Instant;

/** The one place where the replay meets time: it reads it, waits in it, and is told to stop waiting. */
interface ReplayTime {

    Instant now();

    /** Only for differences, in nanoseconds. */
    long nanos();

    /**
     * Waits.
     *
     * @throws StoppedException when the replay was stopped before or meanwhile
     */
    void pause(Duration duration) throws StoppedException;

    /** Ends all pauses, present and future. */
    void stop();

    boolean isStopped();
}
