package dev.ordersaga.payment;

import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.ordersaga.payment.gateway.PaymentGateway;
import dev.ordersaga.payment.gateway.ProviderRecords;
import dev.ordersaga.payment.gateway.circuitbreaker.ProviderCircuitBreaker;
import java.time.Clock;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Comparisons with the provider's books. The simulated provider keeps none. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "payment-handler.gateway", havingValue = "stripe")
@EnableConfigurationProperties(ReconciliationSettings.class)
class ReconciliationConfiguration {

    @Bean
    ReconciliationStore reconciliationBook(JdbcClient jdbc) {
        return new ReconciliationStore(jdbc);
    }

    @Bean
    OpenFindingAlerts findingsToReview(ReconciliationStore book, Clock clock) {
        return new OpenFindingAlerts(book, clock);
    }

    @Bean
    PaymentReader recordedPayments(EventStore events, TransactionManager transactions) {
        return new PaymentReader(events, transactions);
    }

    @Bean
    Reconciliation.Parties reconciliationParties(
            ProviderRecords provider,
            PaymentGateway gateway,
            ProviderCircuitBreaker guard,
            PaymentReader payments,
            OutcomeRecorder discoveries) {
        return new Reconciliation.Parties(guard.around(provider), guard.around(gateway), payments, discoveries);
    }

    @Bean
    Reconciliation reconciliation(
            Reconciliation.Parties parties, ReconciliationStore book, Clock clock, ReconciliationSettings settings) {
        return new Reconciliation(parties, book, clock, settings);
    }

    @Bean
    AdditionalTask comparingNews(Reconciliation reconciliation, ReconciliationSettings settings) {
        return new AdditionalTask(Tasks.recurring("reconcile-news", FixedDelay.of(settings.every()))
                .execute((task, context) -> reconciliation.compareNews()));
    }

    @Bean
    AdditionalTask comparingAll(Reconciliation reconciliation, ReconciliationSettings settings) {
        return new AdditionalTask(Tasks.recurring("reconcile-all", FixedDelay.of(settings.fullEvery()))
                .execute((task, context) -> reconciliation.compareAll()));
    }

    @Bean
    ReconciliationEndpoint reconciliationEndpoint(Reconciliation reconciliation) {
        return new ReconciliationEndpoint(reconciliation);
    }

    @Bean
    ReconciliationMetrics reconciliationMetrics(
            JdbcClient jdbc, ReconciliationStore book, UnansweredCallMetrics calls, Clock clock) {
        return new ReconciliationMetrics(jdbc, book, calls, clock);
    }
}
