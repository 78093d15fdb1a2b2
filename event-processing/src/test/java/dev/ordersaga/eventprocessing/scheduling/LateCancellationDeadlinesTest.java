package dev.ordersaga.eventprocessing.scheduling;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import org.axonframework.deadline.DeadlineManager;
import org.axonframework.deadline.dbscheduler.DbSchedulerDeadlineManager;
import org.axonframework.messaging.ScopeAwareProvider;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.junit.jupiter.api.Test;

class LateCancellationDeadlinesTest {

    private final Scheduler scheduler = mock(Scheduler.class);
    private final DbSchedulerDeadlineManager.Builder settings = DbSchedulerDeadlineManager.builder()
            .scheduler(scheduler)
            .scopeAwareProvider(mock(ScopeAwareProvider.class))
            .serializer(Jackson3Serializer.builder().build())
            .useBinaryPojo(false)
            .startScheduler(false)
            .stopScheduler(false);

    @Test
    void aDeadlineThatFiresWhileItIsCancelledIsNoFailure() {
        doThrow(new TaskInstanceCurrentlyExecutingException("AxonDeadline", "1"))
                .when(scheduler)
                .cancel(any());
        DeadlineManager deadlines = new LateCancellationDeadlines(settings);
        assertThatCode(() -> deadlines.cancelSchedule("payment", "1")).doesNotThrowAnyException();
        DeadlineManager stock = settings.build();
        assertThatThrownBy(() -> stock.cancelSchedule("payment", "1"))
                .isInstanceOf(TaskInstanceCurrentlyExecutingException.class);
    }

    @Test
    void otherFailuresAreThrown() {
        doThrow(new IllegalStateException("no connection")).when(scheduler).cancel(any());
        DeadlineManager deadlines = new LateCancellationDeadlines(settings);
        assertThatThrownBy(() -> deadlines.cancelSchedule("payment", "1")).hasMessage("no connection");
    }
}
