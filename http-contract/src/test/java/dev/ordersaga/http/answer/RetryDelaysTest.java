package dev.ordersaga.http.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RetryDelaysTest {

    @Test
    void delaysFillTheirRangeAndNeverLeaveIt() {
        RetryDelays delays = new RetryDelays(new Random(1)::nextLong);

        assertThat(LongStream.generate(() -> delays.between(2, 5))
                        .limit(1000)
                        .distinct()
                        .sorted())
                .containsExactly(2L, 3L, 4L, 5L);
        assertThat(delays.between(3, 3)).isEqualTo(3);
    }
}
