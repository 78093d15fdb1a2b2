package dev.ordersaga.eventprocessing.deadletter;

import dev.ordersaga.eventprocessing.processors.ServiceSchemas;
import dev.ordersaga.eventprocessing.processors.StreamingProcessor;
import dev.ordersaga.eventprocessing.processors.StreamingProcessorRegistration;
import dev.ordersaga.eventstore.schema.SchemaMigration;
import dev.ordersaga.eventstore.serialization.PayloadTypes;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.modelling.command.ConcurrencyException;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Parcels that move step by step, seen by a handler and by a saga that fail as they are told. */
@SpringBootConfiguration
@EnableAutoConfiguration
class SampleShipments {

    record Moved(String parcel, long step) {}

    enum Trouble {
        THROWS,
        SPOILS_THE_TRANSACTION,
        FAILS_AT_COMMIT,
        OUTAGE,
        CONTENTION
    }

    /** What handlers do, and where they are told to fail. */
    static final class Effects {

        /** By handler and parcel. */
        final Map<String, Trouble> troubles = new ConcurrentHashMap<>();

        final AtomicInteger failures = new AtomicInteger();
        private final JdbcClient sql;

        Effects(JdbcClient sql) {
            this.sql = sql;
        }

        void write(String handler, Moved moved) {
            sql.sql("INSERT INTO parcels.effect (handler, parcel, step) VALUES (?, ?, ?)")
                    .params(handler, moved.parcel(), moved.step())
                    .update();
        }

        void failIfAsked(String handler, Moved moved) {
            Trouble trouble = troubles.get(handler + "/" + moved.parcel());
            if (trouble != null) {
                fail(trouble);
            }
        }

        private void fail(Trouble trouble) {
            switch (trouble) {
                case THROWS -> throw failure(new IllegalStateException("broken on purpose"));
                case OUTAGE -> throw failure(new TransientDataAccessResourceException("no connection"));
                case CONTENTION -> {
                    if (failures.incrementAndGet() % 3 != 0) {
                        throw new ConcurrencyException("somebody else was faster");
                    }
                }
                case SPOILS_THE_TRANSACTION -> {
                    failures.incrementAndGet();
                    sql.sql("SELECT 1 / 0").query(Integer.class).single();
                }
                case FAILS_AT_COMMIT ->
                    CurrentUnitOfWork.get().root().onPrepareCommit(ignored -> {
                        throw failure(new IllegalStateException("broken at commit"));
                    });
            }
        }

        private RuntimeException failure(RuntimeException failure) {
            failures.incrementAndGet();
            return failure;
        }
    }

    @ProcessingGroup("parcels")
    record Handler(Effects effects) {

        @EventHandler
        void on(Moved moved) {
            effects.write("handler", moved);
            effects.failIfAsked("handler", moved);
        }
    }

    @Bean
    SchemaMigration parcelSchema(DataSource dataSource) {
        return SchemaMigration.of(dataSource, "parcels");
    }

    @Bean
    PayloadTypes parcelTypes() {
        return PayloadTypes.of(Moved.class, ShipmentSaga.class);
    }

    @Bean
    Effects effects(JdbcClient sql) {
        return new Effects(sql);
    }

    @Bean
    Handler handler(Effects effects) {
        return new Handler(effects);
    }

    @Bean
    ConfigurerModule parcelProcessors(StreamingProcessorRegistration processors, ServiceSchemas schemas) {
        return configurer -> {
            var processing = configurer.eventProcessing();
            processors.register(processing, processor("parcels"));
            processors.register(processing, processor("parcel-saga"));
            processing.registerSaga(ShipmentSaga.class, saga -> saga.configureSagaStore(c -> schemas.sagas("parcels")));
        };
    }

    private static StreamingProcessor processor(String name) {
        return new StreamingProcessor(name, "parcels", 1, 20, event -> ((Moved) event.getPayload()).parcel());
    }
}
