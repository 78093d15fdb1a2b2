package dev.ordersaga.eventprocessing.processors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordersaga.eventstore.schema.SchemaMigration;
import dev.ordersaga.eventstore.serialization.PayloadTypes;
import dev.ordersaga.eventstore.testing.TestPostgres;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventhandling.gateway.EventGateway;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.MetaData;
import org.axonframework.updates.UpdateChecker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.dao.TransientDataAccessResourceException;

class StreamingProcessorIT {

    record Heard(String what) {}

    record Answered(String what) {}

    record Line(String what, String thread, Map<String, String> context, MetaData metaData) {}

    @ProcessingGroup("echo")
    static class Echo {

        final Queue<Line> lines = new ConcurrentLinkedQueue<>();
        final AtomicBoolean broken = new AtomicBoolean();
        private final EventGateway events;

        Echo(EventGateway events) {
            this.events = events;
        }

        @EventHandler
        void on(Heard heard, MetaData metaData) {
            if (broken.get()) {
                throw new TransientDataAccessResourceException("no connection, on purpose");
            }
            note(heard.what(), metaData);
            events.publish(new Answered(heard.what()));
        }

        @EventHandler
        void on(Answered answered, MetaData metaData) {
            note("answer to " + answered.what(), metaData);
        }

        private void note(String what, MetaData metaData) {
            Map<String, String> context =
                    Optional.ofNullable(MDC.getCopyOfContextMap()).orElse(Map.of());
            lines.add(new Line(what, Thread.currentThread().getName(), context, metaData));
        }
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class EchoApplication {

        @Bean
        SchemaMigration echoSchema(DataSource dataSource) {
            return SchemaMigration.of(dataSource, "echo");
        }

        @Bean
        PayloadTypes echoTypes() {
            return PayloadTypes.of(Heard.class, Answered.class);
        }

        @Bean
        Echo echo(EventGateway events) {
            return new Echo(events);
        }

        @Bean
        ConfigurerModule echoProcessor(StreamingProcessorRegistration processors) {
            return configurer -> processors.register(
                    configurer.eventProcessing(),
                    new StreamingProcessor("echo", "echo", 2, 10, StreamingProcessorIT::word)
                            .loggingSequenceAs("wordId"));
        }
    }

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    private static ConfigurableApplicationContext application;
    private static Echo echo;

    @BeforeAll
    static void start() {
        // Without it Axon detects a test environment and disables its update check anyway.
        System.setProperty("axoniq.usage.force-test-environment", "true");
        application = new SpringApplicationBuilder(EchoApplication.class)
                .web(WebApplicationType.NONE)
                .run(
                        "--spring.config.import=classpath:event-processing-defaults.yaml",
                        "--spring.datasource.url=" + TestPostgres.newDatabase(),
                        "--spring.datasource.username=postgres",
                        "--event-processing.claims.timeout=1s");
        echo = application.getBean(Echo.class);
    }

    @AfterAll
    static void stop() {
        application.close();
        System.clearProperty("axoniq.usage.force-test-environment");
    }

    @Test
    void aHandlerLogsTraceAndSequenceAndPropagatesTheTrace() {
        publish("hello", MetaData.with("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01"));
        Line heard = line("hello");
        assertThat(heard.context()).containsEntry("traceId", TRACE).containsEntry("wordId", "hello");
        assertThat(heard.thread()).startsWith("echo-");
        Line answered = line("answer to hello");
        assertThat(answered.metaData())
                .as("nothing else is repeated in every event")
                .containsExactly(Map.entry("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01"));
        assertThat(answered.context()).containsEntry("traceId", TRACE).containsEntry("wordId", "hello");

        publish("untraced", MetaData.with("traceparent", "malformed"));
        assertThat(line("untraced").context()).doesNotContainKey("traceId").containsEntry("wordId", "untraced");
    }

    @Test
    void anOutageIsCountedAndReportedAndProcessingContinuesAfterwards() {
        await().untilAsserted(() -> assertThat(status()).isEqualTo(Status.UP));
        echo.broken.set(true);
        publish("trouble", MetaData.emptyInstance());
        await().untilAsserted(() -> assertThat(status()).isEqualTo(Status.DOWN));
        ProcessorErrors errors = application.getBean(ProcessorErrors.class);
        assertThat(errors.of("echo")).isPositive();
        echo.broken.set(false);
        assertThat(line("trouble").what()).isEqualTo("trouble");
        await().untilAsserted(() -> assertThat(status()).isEqualTo(Status.UP));
    }

    @Test
    void metricsShowTheLagOfEachSegment() {
        MeterRegistry metrics = application.getBean(MeterRegistry.class);
        await().untilAsserted(() -> assertThat(metrics.get("eventprocessing.processor.lag")
                        .tags("processor", "echo", "segment", "1")
                        .gauge()
                        .value())
                .isZero());
        echo.broken.set(true);
        publish("waits", MetaData.emptyInstance());
        await().untilAsserted(() -> assertThat(
                        metrics.get("eventprocessing.processor.behind").gauges())
                .anyMatch(gauge -> gauge.value() > 0));
        assertThat(metrics.get("eventstore.head").gauge().value()).isPositive();
        assertThat(metrics.get("eventstore.events.appended").functionCounter().count())
                .isPositive();
        assertThat(metrics.get("eventstore.read.barrier").timeGauge().value()).isZero();
        echo.broken.set(false);
        line("waits");
        await().untilAsserted(() -> assertThat(
                        metrics.get("eventprocessing.processor.behind").gauges())
                .allMatch(gauge -> gauge.value() == 0));
    }

    @Test
    void aStoppedProcessorIsNotHealthy() {
        var processor = application
                .getBean(EventProcessingConfiguration.class)
                .eventProcessor("echo", StreamingEventProcessor.class)
                .orElseThrow();
        processor.shutDown();
        assertThat(status()).isEqualTo(Status.DOWN);
        processor.start();
        await().untilAsserted(() -> assertThat(status()).isEqualTo(Status.UP));
    }

    @Test
    void axonsUpdateCheckIsDisabled() {
        assertThat(application.getBeansOfType(UpdateChecker.class)).isEmpty();
        assertThat(System.getProperty("axoniq.update-checker.disabled")).isEqualTo("true");
        assertThat(System.getProperty("disable-axoniq-console-message")).isEqualTo("true");
    }

    private static Object word(org.axonframework.eventhandling.EventMessage<?> event) {
        return event.getPayload() instanceof Heard heard ? heard.what() : ((Answered) event.getPayload()).what();
    }

    private static void publish(String what, MetaData metaData) {
        application
                .getBean(EventStore.class)
                .publish(new GenericDomainEventMessage<>("Word", what, 0, new Heard(what), metaData));
    }

    private static Line line(String what) {
        return await().until(
                        () -> echo.lines.stream()
                                .filter(line -> line.what().equals(what))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private static Status status() {
        var health = Objects.requireNonNull(application
                .getBean("processorsHealthIndicator", HealthIndicator.class)
                .health());
        return health.getStatus();
    }
}
