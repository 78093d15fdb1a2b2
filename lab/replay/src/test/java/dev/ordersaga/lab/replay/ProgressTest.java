package dev.ordersaga.lab.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.lab.replay.Outcome.End;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private final Progress progress = new Progress(1_200, List.of());

    @Test
    void itTellsRateAndTimeToGo() {
        List<Outcome> before = new ArrayList<>(Collections.nCopies(200, SampleShop.outcome("1", End.CONFIRMED)));
        before.add(SampleShop.outcome("2", End.ACCEPTED));
        Progress progress = new Progress(1_200, before);
        progress.line(at(0));
        end(progress, 100, End.CONFIRMED);
        end(progress, 20, End.REFUSED);
        progress.opened();

        assertThat(progress.line(at(10)))
                .isEqualTo("[######..................] 320/1,200  26 %  12 orders/s  ETA 1:13  open 1  refused 20");
    }

    @Test
    void theRateIsThatOfTheLastSeconds() {
        progress.line(at(0));
        end(progress, 1_000, End.CONFIRMED);
        progress.line(at(10));
        end(progress, 10, End.CONFIRMED);

        assertThat(progress.line(at(20))).contains("1 orders/s");
        assertThat(progress.line(at(60))).contains("0 orders/s  ETA -");
    }

    @Test
    void atTheEndTheBarIsFull() {
        end(progress, 1_200, End.CONFIRMED);

        assertThat(progress.line(at(1)))
                .contains("[########################] 1,200/1,200 100 %")
                .contains("ETA 0:00");
    }

    @Test
    void onATerminalOneLineIsDrawnOverElsewhereLinesFollowEachOther() {
        assertThat(shown(true)).startsWith("\r[").endsWith("\u001B[K\n");
        assertThat(shown(false)).startsWith("[").doesNotContain("\r").endsWith("refused 0\n");
    }

    private String shown(boolean terminal) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        try (ProgressDisplay display = new ProgressDisplay(progress, new FakeTime(), out, terminal)) {
            display.start();
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static void end(Progress progress, int number, End end) {
        for (int count = 0; count < number; count++) {
            progress.ended(SampleShop.outcome("1", end), false);
        }
    }

    private static Instant at(int seconds) {
        return SampleShop.DAY.plusSeconds(seconds);
    }
}
