package dev.ordersaga.outboxreference;

import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;

/** Wiring of the service. */
@Configuration(proxyBeanMethods = false)
class OutboxConfiguration {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    OrderTable orderTable(JdbcTemplate jdbc, JsonMapper json, Clock clock) {
        return new OrderTable(jdbc, json, clock);
    }

    @Bean
    WakeUp wakeUp(JdbcTemplate jdbc) {
        return new WakeUp(jdbc);
    }

    @Bean
    OrderController orderController(OrderTable orders, WakeUp wakeUp) {
        return new OrderController(orders, wakeUp);
    }

    @Bean
    PaymentProvider paymentProvider() {
        return new PaymentProvider();
    }

    @Bean
    OutboxBatch outboxBatch(
            JdbcTemplate jdbc,
            TransactionOperations transactions,
            PaymentProvider provider,
            @Value("${outbox.batch-size}") int batchSize) {
        return new OutboxBatch(jdbc, transactions, provider, batchSize);
    }

    @Bean
    OutboxWorker outboxWorker(
            OutboxBatch batch,
            @Value("${spring.datasource.url}") String url,
            @Value("${spring.datasource.username}") String user,
            @Value("${outbox.workers}") int workers) {
        return new OutboxWorker(batch, url, user, workers);
    }
}
