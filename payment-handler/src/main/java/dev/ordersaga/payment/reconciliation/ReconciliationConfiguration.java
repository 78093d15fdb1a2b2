package dev.ordersaga.payment.reconciliation;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.ordersaga.operations.audit.AuditedActions;
import dev.ordersaga.operations.web.Actions;
import dev.ordersaga.payment.PaymentReader;
import dev.ordersaga.payment.execution.ChargeComparison;
import dev.ordersaga.payment.execution.OutcomeRecorder;
import dev.ordersaga.payment.execution.PaymentExecutionConfiguration;
import dev.ordersaga.payment.execution.UnknownCharges;
import dev.ordersaga.payment.gateway.PaymentProviders;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reconciliation, its schedule, and what operators see of it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ReconciliationSettings.class)
public class ReconciliationConfiguration {

    @Bean
    ReconciliationStore reconciliationStore(JdbcClient jdbc) {
        return new ReconciliationStore(jdbc);
    }

    @Bean
    Reconciliation reconciliation(
            PaymentProviders providers,
            PaymentReader payments,
            OutcomeRecorder recorder,
            ReconciliationStore store,
            Clock clock,
            ReconciliationSettings settings) {
        return new Reconciliation(providers, payments, recorder, store, clock, settings);
    }

    @Bean
    @Qualifier(PaymentExecutionConfiguration.TASK)
    RecurringTask<Void> recentReconciliationTask(Reconciliation reconciliation, ReconciliationSettings settings) {
        return Tasks.recurring("reconcile-recent", FixedDelay.of(settings.every()))
                .execute((task, context) -> reconciliation.reconcileRecent());
    }

    @Bean
    @Qualifier(PaymentExecutionConfiguration.TASK)
    RecurringTask<Void> fullReconciliationTask(Reconciliation reconciliation, ReconciliationSettings settings) {
        return Tasks.recurring("reconcile-all", FixedDelay.of(settings.fullEvery()))
                .execute((task, context) -> reconciliation.reconcileAll());
    }

    @Bean
    @Qualifier(PaymentExecutionConfiguration.TASK)
    Task<ChargeComparison> chargeComparisonTask(Reconciliation reconciliation, Clock clock) {
        return ChargeComparisonTask.of(reconciliation, clock);
    }

    @Bean
    UnknownCharges unknownCharges(ReconciliationStore store, Clock clock) {
        return new OpenUnknownCharges(store, clock);
    }

    @Bean
    WebhookFindings webhookFindings(ReconciliationStore store, Clock clock) {
        return new WebhookFindings(store, clock);
    }

    @Bean
    ComparisonsController comparisonsController(Reconciliation reconciliation, AuditedActions audited) {
        return new ComparisonsController(reconciliation, new Actions(audited));
    }

    @Bean
    FindingsController findingsController(ReconciliationStore store, Clock clock, AuditedActions audited) {
        return new FindingsController(store, clock, new Actions(audited));
    }

    @Bean
    OpenFindingAlerts openFindingAlerts(ReconciliationStore store) {
        return new OpenFindingAlerts(store);
    }

    @Bean
    OverdueReconciliationAlerts overdueReconciliationAlerts(
            ReconciliationStore store, PaymentProviders providers, ReconciliationSettings settings, Clock clock) {
        return new OverdueReconciliationAlerts(store, providers, settings, clock);
    }

    @Bean
    ReconciliationMetrics reconciliationMetrics(ReconciliationStore store, PaymentProviders providers, Clock clock) {
        return new ReconciliationMetrics(store, providers, clock);
    }
}
