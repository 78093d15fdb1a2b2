package dev.ordersaga.http.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.assertArg;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

import dev.ordersaga.http.problem.HttpProblem;
import dev.ordersaga.http.problem.ProblemWriter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class BodyMemoryTest {

    private static final int SMALL = 16 * 1024;

    private final BodyMemory memory = new BodyMemory(3 * SMALL);

    @Test
    void largeBodiesDoNotKeepSmallOnesOut() {
        BodyMemory.Lease large = memory.lease();
        assertThat(large.grow(3 * SMALL)).isTrue();
        assertThat(memory.lease().grow(SMALL + 1)).isFalse();

        List<Boolean> small =
                Stream.generate(() -> memory.lease().grow(SMALL)).limit(4).toList();
        assertThat(small).containsExactly(true, true, true, false);
        large.release();
        assertThat(memory.lease().grow(SMALL + 1)).isTrue();
    }

    @Test
    void memoryOfAnEndedBodyIsFree() {
        BodyMemory.Lease growing = memory.lease();
        assertThat(Stream.generate(() -> growing.grow(SMALL)).limit(5))
                .as("one part of the small memory, three of the large")
                .containsExactly(true, true, true, true, false);
        growing.release();
        growing.release();

        BodyMemory.Lease next = memory.lease();
        assertThat(next.grow(3 * SMALL)).isTrue();
        assertThat(memory.lease().grow(3 * SMALL)).as("released once only").isFalse();
    }

    @Test
    void aBodyWithoutMemoryIsRefusedUntilAnotherHasEnded() throws Exception {
        ProblemWriter problems = mock(ProblemWriter.class);
        BodyFilter filter = new BodyFilter(problems, memory, 1_000);
        BodyMemory.Lease other = memory.lease();
        assertThat(other.grow(3 * SMALL)).isTrue();

        assertThat(passes(filter)).isFalse();
        verify(problems).write(any(), any(), assertArg(problem -> {
            assertThat(problem.kind()).isEqualTo(HttpProblem.SERVICE_UNAVAILABLE);
            assertThat(problem.headers()).containsEntry("Retry-After", "2");
        }));
        other.release();
        assertThat(passes(filter)).isTrue();
        assertThat(passes(filter)).as("the memory of the one before is free").isTrue();
    }

    private static boolean passes(BodyFilter filter) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/orders");
        request.setContent(new byte[2 * SMALL]);
        MockFilterChain rest = new MockFilterChain();
        filter.doFilter(request, new MockHttpServletResponse(), rest);
        return rest.getRequest() != null;
    }
}
