package dev.ordersaga.eventstore.testing;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.ordersaga.eventstore.schema.ByteaPostgreSqlDialect;
import dev.ordersaga.eventstore.schema.SchemaMigration;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.axonframework.common.jpa.EntityManagerProvider;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventsourcing.eventstore.jpa.JpaEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jpa.SQLErrorCodesResolver;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.hibernate.boot.model.naming.PhysicalNamingStrategySnakeCaseImpl;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;

/**
 * Axon's event entities under Hibernate in a new database, without an application: the parts that a storage engine is built
 * from.
 */
public final class JpaOnPostgres implements AutoCloseable {

    private final HikariDataSource pool;
    private final LocalContainerEntityManagerFactoryBean entityManagers = new LocalContainerEntityManagerFactoryBean();
    private final EntityManager shared;
    private final JpaTransactionManager springTransactions;
    private final Serializer serializer = Jackson3Serializer.builder().build();

    public JpaOnPostgres() {
        this(TestPostgres.newDatabase());
    }

    /** @param url a database that is empty or was created by this class */
    public JpaOnPostgres(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername("postgres");
        config.setMaximumPoolSize(24);
        config.setMinimumIdle(2);
        pool = new HikariDataSource(config);
        try {
            SchemaMigration.of(pool, "eventstore").afterPropertiesSet();
        } catch (Exception e) {
            throw new IllegalStateException("cannot make the schema", e);
        }
        entityManagers.setDataSource(pool);
        entityManagers.setPackagesToScan("org.axonframework.eventsourcing.eventstore.jpa");
        entityManagers.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
        entityManagers.setJpaPropertyMap(Map.of(
                "hibernate.dialect",
                ByteaPostgreSqlDialect.class.getName(),
                // Spring Boot's default.
                "hibernate.physical_naming_strategy",
                PhysicalNamingStrategySnakeCaseImpl.class.getName(),
                "hibernate.hbm2ddl.auto",
                "validate"));
        entityManagers.setMappingResources("META-INF/event-store-orm.xml");
        entityManagers.afterPropertiesSet();
        EntityManagerFactory factory = Objects.requireNonNull(entityManagers.getObject());
        shared = SharedEntityManagerCreator.createSharedEntityManager(factory);
        springTransactions = new JpaTransactionManager(factory);
    }

    public HikariDataSource dataSource() {
        return pool;
    }

    /** A new connection outside of the pool, to be closed by the caller. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(pool.getJdbcUrl(), "postgres", "");
    }

    public JdbcClient sql() {
        return JdbcClient.create(pool);
    }

    public EntityManagerProvider entityManagers() {
        return () -> shared;
    }

    public JpaTransactionManager springTransactions() {
        return springTransactions;
    }

    public TransactionManager transactions() {
        return new SpringTransactionManager(springTransactions);
    }

    /** Reads and writes any type, without registration. */
    public Serializer serializer() {
        return serializer;
    }

    /** Stock Axon's engine, which is also the base of ours. */
    public JpaEventStorageEngine.Builder engine() {
        try {
            return JpaEventStorageEngine.builder()
                    .eventSerializer(serializer)
                    .snapshotSerializer(serializer)
                    .entityManagerProvider(entityManagers())
                    .transactionManager(transactions())
                    .persistenceExceptionResolver(new SQLErrorCodesResolver(pool));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The committed events, in index order. */
    public List<String> storedIdentifiers() {
        return sql().sql("SELECT event_identifier FROM eventstore.domain_event_entry ORDER BY global_index")
                .query((row, number) -> row.getString(1))
                .list();
    }

    /** Removes all events and snapshots and restarts the sequence. */
    public void clear() {
        sql().sql("TRUNCATE eventstore.domain_event_entry, eventstore.snapshot_event_entry")
                .update();
        sql().sql("ALTER SEQUENCE eventstore.domain_event_entry_seq RESTART").update();
    }

    @Override
    public void close() {
        entityManagers.destroy();
        pool.close();
    }
}
