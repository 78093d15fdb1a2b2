package dev.ordersaga.payment.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.ordersaga.eventprocessing.scheduling.ServiceScheduler;
import dev.ordersaga.http.problem.HttpProblem;
import dev.ordersaga.http.problem.ProblemException;
import dev.ordersaga.payment.gateway.InvalidWebhookException;
import dev.ordersaga.payment.gateway.PaymentProviders;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.Optional;
import org.axonframework.common.transaction.NoTransactionManager;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletRequest;

class WebhookControllerTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final PaymentProviders providers = mock(PaymentProviders.class);
    private final WebhookInbox inbox = new WebhookInbox(
            mock(JdbcClient.class),
            Clock.systemUTC(),
            NoTransactionManager.INSTANCE,
            () -> mock(ServiceScheduler.class),
            meters);
    private final WebhookController controller = new WebhookConfiguration().webhookController(providers, inbox);

    @Test
    void forgedWebhooksLeaveAFewLinesWithTheirNumber() {
        Logger logger = (Logger) LoggerFactory.getLogger(WebhookController.class);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        logger.addAppender(lines);
        logger.setAdditive(false);
        when(providers.webhooks("stripe")).thenReturn(Optional.of((body, headers) -> {
            throw new InvalidWebhookException("the signature is wrong");
        }));

        for (int i = 0; i < 2_000; i++) {
            assertThatExceptionOfType(ProblemException.class)
                    .isThrownBy(() -> controller.receive("stripe", new HttpHeaders(), new MockHttpServletRequest()))
                    .satisfies(problem -> assertThat(problem.kind()).isEqualTo(HttpProblem.BAD_REQUEST));
        }

        // Twice as many if a minute ends meanwhile.
        assertThat(lines.list)
                .hasSizeBetween(4, 8)
                .allMatch(line -> line.getThrowableProxy() == null)
                .extracting(ILoggingEvent::getFormattedMessage)
                .contains("Rejected a webhook of stripe: the signature is wrong (100 within a minute)");
        assertThat(meters.counter("payment.webhooks", "provider", "stripe", "result", "invalid")
                        .count())
                .isEqualTo(2_000);
    }
}
