package dev.ordersaga.operations.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutOfMemoryExitTest {

    private final List<String> handled = new ArrayList<>();
    private final OutOfMemoryExit handler =
            new OutOfMemoryExit((thread, error) -> handled.add("other"), () -> handled.add("exit"));

    @Test
    void aThreadThatDiesOfAnOutOfMemoryErrorEndsTheProcess() {
        handler.uncaughtException(Thread.currentThread(), new OutOfMemoryError("heap"));
        handler.uncaughtException(Thread.currentThread(), new IllegalStateException(new OutOfMemoryError("heap")));
        assertThat(handled).containsExactly("exit", "exit");
    }

    @Test
    void otherErrorsDoNot() {
        handler.uncaughtException(Thread.currentThread(), new IllegalStateException());
        handler.uncaughtException(Thread.currentThread(), new StackOverflowError());
        assertThat(handled).containsExactly("other", "other");
    }
}
