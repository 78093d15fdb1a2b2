package dev.ordersaga.payment.execution;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.github.kagkarlsson.scheduler.TaskRepository;
import com.github.kagkarlsson.scheduler.exceptions.ExecutionException;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class ProviderCallRepositoryTest {

    private static final String KEY = "order/authorize/1";

    private final TaskRepository rows = mock(TaskRepository.class);
    private final Execution execution =
            new Execution(Instant.EPOCH, new TaskInstance<>(ProviderCallRepository.TASK.getTaskName(), KEY));
    private final ProviderCallRepository calls = new ProviderCallRepository(
            () -> rows, task -> {}, made -> {}, pause -> {}, mock(JdbcClient.class), Clock.systemUTC());

    @Test
    void aCallThatWaitsIsRemoved() {
        when(rows.getExecution(ProviderCallRepository.TASK.instanceId(KEY))).thenReturn(Optional.of(execution));
        calls.cancel(KEY);
        verify(rows).remove(execution);
    }

    /** It has been picked, or has ended, between the query and the removal: its answer is recorded as any other. */
    @Test
    void aCallThatIsBeingMadeIsNoFailureOfItsCancellation() {
        when(rows.getExecution(ProviderCallRepository.TASK.instanceId(KEY))).thenReturn(Optional.of(execution));
        doThrow(new ExecutionException("another version", execution)).when(rows).remove(execution);
        assertThatCode(() -> calls.cancel(KEY)).doesNotThrowAnyException();
    }

    @Test
    void aCallThatHasEndedNeedsNoCancellation() {
        when(rows.getExecution(ProviderCallRepository.TASK.instanceId(KEY))).thenReturn(Optional.empty());
        assertThatCode(() -> calls.cancel(KEY)).doesNotThrowAnyException();
    }
}
