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
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.modelling.command.ConcurrencyException;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Sample application: moves of parcels, handled by an event handler and by a saga with configurable faults. */
@SpringBootConfiguration
@EnableAutoConfiguration
class SampleShipments {

    record Moved(String parcel, long step) {}

    enum Fault {
        THROWS,
        ABORTS_THE_TRANSACTION,
        FAILS_AT_COMMIT,
        OUTAGE,
        CONTENTION,
        CONTENTION_IN_BATCHES
    }

    /** The effects of the handlers, and the faults to inject. */
    static final class Effects {

        /** By handler and parcel, such as {@code saga/p1}. */
        final Map<String, Fault> faults = new ConcurrentHashMap<>();

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

        void failIfConfigured(String handler, Moved moved) {
            Fault fault = faults.get(handler + "/" + moved.parcel());
            if (fault != null) {
                fail(fault);
            }
        }

        private void fail(Fault fault) {
            switch (fault) {
                case THROWS -> throw failure(new IllegalStateException("broken on purpose 😀"));
                case OUTAGE -> throw failure(new TransientDataAccessResourceException("no connection"));
                case CONTENTION -> {
                    if (failures.incrementAndGet() % 3 != 0) {
                        throw new ConcurrencyException("concurrent update");
                    }
                }
                case CONTENTION_IN_BATCHES -> {
                    if (((BatchingUnitOfWork<?>) CurrentUnitOfWork.get().root())
                                    .getMessages()
                                    .size()
                            > 1) {
                        throw new ConcurrencyException("concurrent update");
                    }
                }
                case ABORTS_THE_TRANSACTION -> {
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
            effects.failIfConfigured("handler", moved);
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
