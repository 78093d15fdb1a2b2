package dev.ordersaga.eventprocessing.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

/** A logged failure shows types and places, and no message. */
class LoggedFailureTest {

    @Test
    void messagesAreLeftOut() {
        var cause = new IllegalArgumentException("no such customer: maria");
        var failure = new IllegalStateException("cannot handle the order of maria", cause);
        StringWriter logged = new StringWriter();
        new LoggedFailure(failure).printStackTrace(new PrintWriter(logged, true));
        assertThat(logged.toString())
                .contains(
                        "java.lang.IllegalStateException",
                        "Caused by: java.lang.IllegalArgumentException",
                        "LoggedFailureTest.messagesAreLeftOut")
                .doesNotContain("maria");
    }
}
