package dev.ordersaga.lab.experiments.throughput.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tests goodput, backlog and recovery of seconds with known values. */
class TimelineTest {

    private static final double RATE = 100;

    @Test
    void ignoresTheFirstSecondsInWhichOrdersAreOnTheirWay() {
        Timeline timeline = timeline(15, second -> second(second, 0, second < 5 ? 0 : 100, 30));
        assertThat(timeline.goodput()).isEqualTo(100);
        assertThat(timeline.isSustained(RATE)).isTrue();
    }

    @Test
    void isNotSustainedBelowNinetyFivePercentOfTheRate() {
        assertThat(timeline(15, second -> second(second, 6, 94, 30)).isSustained(RATE))
                .isFalse();
        assertThat(timeline(15, second -> second(second, 5, 95, 30)).isSustained(RATE))
                .isTrue();
    }

    @Test
    void isNotSustainedWhileTheBacklogGrows() {
        Timeline timeline = timeline(15, second -> second(second, 0, 97, 10 + 3L * second));
        assertThat(timeline.backlogGrowth()).isCloseTo(3, within(1e-9));
        assertThat(timeline.isSustained(RATE)).isFalse();
    }

    @Test
    void hasNoGrowthInASingleSecond() {
        assertThat(timeline(1, second -> second(second, 0, 100, 500)).backlogGrowth())
                .isZero();
        assertThat(new Timeline(List.of()).goodput()).isZero();
    }

    @Test
    void isNormalFromTheFirstSecondAfterTheLastRefusal() {
        assertThat(timeline(20, second -> second(second, second < 4 || second == 7 ? 50 : 0, 100, 20))
                        .secondsUntilNormal(RATE))
                .isEqualTo(8);
        assertThat(timeline(20, second -> second(second, 0, 100, second < 11 ? 500 : 99))
                        .secondsUntilNormal(RATE))
                .isEqualTo(11);
    }

    @Test
    void neverIsNormalIfTheLastSecondIsNot() {
        assertThat(timeline(20, second -> second(second, second == 19 ? 1 : 0, 100, 20))
                        .secondsUntilNormal(RATE))
                .isEqualTo(-1);
        assertThat(timeline(20, second -> second(second, 0, 100, 20)).secondsUntilNormal(RATE))
                .isZero();
    }

    private static Timeline timeline(int length, IntFunction<Second> second) {
        return new Timeline(IntStream.range(0, length).mapToObj(second).toList());
    }

    private static Second second(int number, long refused, long confirmed, long backlog) {
        return new Second(number, 100, 100 - refused, refused, 0, confirmed, backlog, null);
    }
}
