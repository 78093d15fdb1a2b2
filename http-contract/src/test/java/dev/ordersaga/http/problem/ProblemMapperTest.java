package dev.ordersaga.http.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.CannotCreateTransactionException;

class ProblemMapperTest {

    private final ProblemMapper problems = new ProblemMapper(failure -> false, new Random(1), () -> 0);

    @Test
    void retryDelaysAreSpreadFromTwoToFiveSeconds() {
        assertThat(Stream.generate(() -> problems.of(new CannotCreateTransactionException("no connection")))
                        .limit(1000)
                        .map(problem -> problem.headers().get("Retry-After"))
                        .distinct()
                        .sorted())
                .containsExactly("2", "3", "4", "5");
    }

    @Test
    void aChosenRetryDelayIsKept() {
        ProblemException busy = new ProblemException(HttpProblem.SERVICE_UNAVAILABLE, "Busy.").retryAfter(30);

        assertThat(problems.of(busy).headers()).containsEntry("Retry-After", "30");
    }
}
