package dev.ordersaga.eventprocessing.sagas;

import dev.ordersaga.eventstore.schema.SchemaMigration;
import dev.ordersaga.eventstore.testing.TestPostgres;
import java.util.function.Consumer;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.jdbc.UnitOfWorkAwareConnectionProviderWrapper;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.saga.repository.SagaStore;
import org.axonframework.modelling.saga.repository.jdbc.JdbcSagaStore;
import org.axonframework.modelling.saga.repository.jdbc.PostgresSagaSqlSchema;
import org.axonframework.modelling.saga.repository.jdbc.SagaSchema;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Saga stores on a database, with one transaction per unit of work, as two processes would use them. */
final class SagaDatabase {

    private static final DriverManagerDataSource DATABASE =
            new DriverManagerDataSource(TestPostgres.newDatabase(), "postgres", "");
    private static final TransactionManager TRANSACTIONS =
            new SpringTransactionManager(new DataSourceTransactionManager(DATABASE));
    private static final ConnectionProvider CONNECTIONS =
            new UnitOfWorkAwareConnectionProviderWrapper(new SpringDataSourceConnectionProvider(DATABASE));
    private static final Serializer SERIALIZER = Jackson3Serializer.builder().build();

    static final JdbcClient SQL = JdbcClient.create(DATABASE);

    private SagaDatabase() {}

    static void create() throws Exception {
        SchemaMigration.of(DATABASE, "counting").afterPropertiesSet();
    }

    static OptimisticLockingSagaStore store() {
        return new OptimisticLockingSagaStore(CONNECTIONS, SERIALIZER, "counting");
    }

    static SagaStore<Object> stockStore() {
        return JdbcSagaStore.builder()
                .connectionProvider(CONNECTIONS)
                .serializer(SERIALIZER)
                .sqlSchema(new PostgresSagaSqlSchema(SagaSchema.builder()
                        .sagaEntryTable("counting.saga_entry")
                        .associationValueEntryTable("counting.association_value_entry")
                        .sagaIdColumn("saga_id")
                        .sagaTypeColumn("saga_type")
                        .serializedSagaColumn("serialized_saga")
                        .associationKeyColumn("association_key")
                        .associationValueColumn("association_value")
                        .build()))
                .build();
    }

    static void inUnitOfWork(Consumer<UnitOfWork<?>> what) {
        UnitOfWork<?> work = DefaultUnitOfWork.startAndGet(new GenericEventMessage<>("something happened"));
        work.attachTransaction(TRANSACTIONS);
        var result = work.executeWithResult(() -> {
            what.accept(work);
            return true;
        });
        if (result.isExceptional()) {
            throw (RuntimeException) result.exceptionResult();
        }
    }

    /** Runs in its own transaction and thread, as another process would. */
    static void elsewhere(Runnable what) {
        Thread other = Thread.ofPlatform().start(() -> inUnitOfWork(work -> what.run()));
        try {
            other.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
