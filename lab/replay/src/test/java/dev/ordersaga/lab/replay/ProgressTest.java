package dev.ordersaga.lab.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.lab.replay.Outcome.Result;
import dev.ordersaga.lab.replay.shop.SampleShop;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Progress progress =
            new Progress(1_200, new FakeTime(), new PrintStream(bytes, true, StandardCharsets.UTF_8));

    @AfterEach
    void close() {
        progress.close();
    }

    @Test
    void lineHasCountRateAndTimeLeft() {
        end(300, Result.CONFIRMED);
        end(20, Result.REFUSED);
        progress.sent();

        assertThat(progress.line(at(10))).isEqualTo("320/1,200  26 %  32 orders/s  ETA PT28S  open 1  refused 20");
    }

    @Test
    void rateIsThatSinceTheLineBefore() {
        end(1_000, Result.CONFIRMED);
        assertThat(progress.line(at(10))).contains("100 orders/s");
        end(10, Result.CONFIRMED);

        assertThat(progress.line(at(20))).contains("1 orders/s");
        assertThat(progress.line(at(60))).contains("0 orders/s  ETA -");
    }

    @Test
    void lastLineIsComplete() {
        end(1_200, Result.CONFIRMED);

        assertThat(progress.line(at(1))).contains("1,200/1,200 100 %").contains("ETA PT0S");
    }

    @Test
    void closingPrintsALastLine() {
        progress.close();

        assertThat(bytes.toString(StandardCharsets.UTF_8)).startsWith("0/1,200").endsWith("refused 0\n");
    }

    private void end(int number, Result result) {
        for (int count = 0; count < number; count++) {
            progress.sent();
            progress.done(result);
        }
    }

    private static Instant at(int seconds) {
        return SampleShop.DAY.plusSeconds(seconds);
    }
}
