package dev.ordersaga.eventprocessing.processors;

import dev.ordersaga.eventstore.schema.SchemaMigration;
import dev.ordersaga.eventstore.serialization.PayloadTypes;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A process that shares the segments of one processor with others. Its handler is slow, inside the transaction. */
@SpringBootConfiguration
@EnableAutoConfiguration
class TallyNode {

    static final int SEGMENTS = 4;

    /** Sequences whose events cannot be handled. */
    static final Set<String> UNFIT = ConcurrentHashMap.newKeySet();

    record Counted(String sequence, long number) {}

    /** @param arguments name of the node, then its settings */
    public static void main(String[] arguments) {
        System.setProperty("node", arguments[0]);
        new SpringApplicationBuilder(TallyNode.class)
                .web(WebApplicationType.NONE)
                .run(arguments);
    }

    @ProcessingGroup("tally")
    record Tally(JdbcClient sql, String node) {

        @EventHandler
        void on(Counted counted) {
            if (UNFIT.contains(counted.sequence())) {
                throw new IllegalStateException("unfit");
            }
            sql.sql("INSERT INTO tally.effect (node, sequence, event) VALUES (?, ?, ?)")
                    .params(node, counted.sequence(), counted.number())
                    .update();
            sql.sql("SELECT pg_sleep(0.01)").query((row, number) -> "").list();
        }
    }

    @Bean
    SchemaMigration tallySchema(DataSource dataSource) {
        return SchemaMigration.of(dataSource, "tally");
    }

    @Bean
    PayloadTypes tallyTypes() {
        return PayloadTypes.of(Counted.class);
    }

    @Bean
    Tally tally(JdbcClient sql) {
        return new Tally(sql, System.getProperty("node"));
    }

    @Bean
    ConfigurerModule tallyProcessor(StreamingProcessorRegistration processors) {
        return configurer -> processors.register(
                configurer.eventProcessing(),
                new StreamingProcessor(
                        "tally", "tally", SEGMENTS, 5, event -> ((Counted) event.getPayload()).sequence()));
    }
}
