package dev.ordersaga.lab.replay;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Shows progress while it is open: on a terminal one line drawn over and over, elsewhere a plain line now and then. */
final class ProgressDisplay implements AutoCloseable {

    private static final Duration REDRAW = Duration.ofMillis(250);
    private static final Duration NEXT_LINE = Duration.ofSeconds(10);
    private static final String CLEAR_TO_END = "\u001B[K";

    private final Progress progress;
    private final ReplayTime time;
    private final PrintStream out;
    private final boolean terminal;
    private final ScheduledExecutorService clockwork = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("progress").factory());

    ProgressDisplay(Progress progress, ReplayTime time, PrintStream out, boolean terminal) {
        this.progress = progress;
        this.time = time;
        this.out = out;
        this.terminal = terminal;
    }

    /** Shows the state now and from now on. */
    ProgressDisplay start() {
        long every = (terminal ? REDRAW : NEXT_LINE).toMillis();
        var unused = clockwork.scheduleWithFixedDelay(this::show, 0, every, TimeUnit.MILLISECONDS);
        return this;
    }

    private void show() {
        String line = progress.line(time.now());
        if (terminal) {
            out.print('\r' + line + CLEAR_TO_END);
            out.flush();
        } else {
            out.println(line);
        }
    }

    /** Shows the last state and leaves the cursor on a new line. */
    @Override
    public void close() {
        clockwork.close();
        show();
        if (terminal) {
            out.println();
        }
    }
}
