package dev.ordersaga.eventstore.pooler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.ordersaga.eventstore.connections.UnsafeDatabaseException;
import dev.ordersaga.eventstore.testing.PgBouncer;
import dev.ordersaga.eventstore.testing.TestPostgres;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Runs where pgbouncer is installed (Debian: pgbouncer). */
class PgBouncerIT {

    private static final String DATABASE = TestPostgres.newDatabase();

    private static PgBouncer pooler;

    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class EventStoreOnly {}

    @BeforeAll
    static void open() throws Exception {
        boolean isInstalled = PgBouncer.program().isPresent();
        if (!isInstalled) {
            System.err.println("SKIPPED: the tests behind a pooler. There is no pgbouncer (Debian: pgbouncer).");
        }
        Assumptions.assumeTrue(isInstalled, "pgbouncer is not installed");
        pooler = PgBouncer.before(DATABASE, "extra_float_digits");
    }

    @AfterAll
    static void close() throws Exception {
        if (pooler != null) {
            pooler.close();
        }
    }

    @Test
    void withoutTheDirectUrlItIsRefusedInOneSentence() {
        assertThatThrownBy(PgBouncerIT::start)
                .hasStackTraceContaining("unsupported startup parameter: options: a pooler needs"
                        + " event-store.connections.direct-url");
    }

    /** The pooler accepts the limits of a session, and forgets them. */
    @Test
    void aPoolerThatIgnoresTheLimitsIsRefusedAsWell() throws Exception {
        try (PgBouncer silent = PgBouncer.before(DATABASE, "extra_float_digits, options")) {
            assertThatThrownBy(() -> start("--spring.datasource.url=" + silent.url()))
                    .rootCause()
                    .isInstanceOf(UnsafeDatabaseException.class)
                    .hasMessageContaining("spring.datasource.url leads through a pooler");
        }
    }

    @Test
    void aDirectUrlThatLeadsThroughThePoolerIsRefused() throws Exception {
        try (PgBouncer silent = PgBouncer.before(DATABASE, "extra_float_digits, options")) {
            assertThatThrownBy(() -> start("--event-store.connections.direct-url=" + silent.url()))
                    .rootCause()
                    .hasMessageContaining("event-store.connections.direct-url leads through a pooler");
        }
    }

    @Test
    void withItEachTransactionHasItsLimitsAndSignalsArrive() {
        try (ConfigurableApplicationContext application = start("--event-store.connections.direct-url=" + DATABASE)) {
            JdbcClient sql = application.getBean(JdbcClient.class);
            var transactions = new TransactionTemplate(application.getBean(PlatformTransactionManager.class));
            for (int i = 0; i < 20; i++) {
                var limits = new AtomicReference<String>();
                transactions.executeWithoutResult(status -> limits.set(sql.sql(
                                "SELECT concat_ws(' ', current_setting('transaction_timeout'), current_setting('lock_timeout'),"
                                        + " current_setting('synchronous_commit'), current_setting('transaction_isolation'))")
                        .query(String.class)
                        .single()));
                assertThat(limits).hasValue("20s 1s on read committed");
            }
            assertThat(sql.sql("SHOW transaction_timeout").query(String.class).single())
                    .as("nothing is left to other clients")
                    .isEqualTo("0");
            var connected = application
                    .getBean(MeterRegistry.class)
                    .get("eventstore.commit.signals.connected")
                    .gauge();
            await().until(() -> connected.value() == 1);
        }
    }

    private static ConfigurableApplicationContext start(String... settings) {
        List<String> arguments = new ArrayList<>(List.of(
                "--spring.config.import=classpath:event-store-defaults.yaml",
                // Axon's own tables of tokens and sagas.
                "--spring.jpa.hibernate.ddl-auto=update",
                "--spring.datasource.url=" + pooler.url(),
                "--spring.datasource.username=postgres"));
        for (String setting : settings) {
            String name = setting.substring(0, setting.indexOf('=') + 1);
            arguments.removeIf(known -> known.startsWith(name));
            arguments.add(setting);
        }
        return new SpringApplicationBuilder(EventStoreOnly.class)
                .web(WebApplicationType.NONE)
                .run(arguments.toArray(String[]::new));
    }
}
