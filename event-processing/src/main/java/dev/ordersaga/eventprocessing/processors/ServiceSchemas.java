package dev.ordersaga.eventprocessing.processors;

import dev.ordersaga.eventprocessing.sagas.OptimisticLockingSagaStore;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.modelling.saga.repository.SagaStore;
import org.axonframework.serialization.Serializer;

/**
 * Token and saga stores of the services, each in the service's own schema: tables {@code token_entry}, {@code saga_entry}
 * and {@code association_value_entry}. They write on the connection of the running transaction, so that token, saga, view
 * and events of one handler commit together or not at all.
 */
public final class ServiceSchemas {

    private final ConnectionProvider connections;
    private final Serializer serializer;
    private final ClaimSettings claims;

    ServiceSchemas(ConnectionProvider connections, Serializer serializer, ClaimSettings claims) {
        this.connections = connections;
        this.serializer = serializer;
        this.claims = claims;
    }

    /**
     * Token store for the processors of the service that owns {@code schema}.
     *
     * @param listener is told what the store finds out
     */
    TokenStore tokens(String schema, MonitoredTokenStore.Listener listener) {
        String table = schema + ".token_entry";
        return new MonitoredTokenStore(
                JdbcTokenStore.builder()
                        .connectionProvider(connections)
                        .serializer(serializer)
                        .schema(TokenSchema.builder()
                                .setTokenTable(table)
                                .setProcessorNameColumn("processor_name")
                                .setTokenTypeColumn("token_type")
                                .build())
                        .contentType(byte[].class),
                table,
                claims.timeout(),
                listener);
    }

    /** Saga store of the service that owns {@code schema}. */
    public SagaStore<Object> sagas(String schema) {
        return new OptimisticLockingSagaStore(connections, serializer, schema);
    }
}
