package dev.ordersaga.payment;

import com.github.kagkarlsson.scheduler.TaskRepository;
import com.github.kagkarlsson.scheduler.task.ScheduledTaskInstance;
import com.github.kagkarlsson.scheduler.task.Task;
import dev.ordersaga.api.money.Money;
import dev.ordersaga.payment.execution.ExecutionHarness;
import dev.ordersaga.payment.gateway.EnabledProvider;
import dev.ordersaga.payment.gateway.PaymentGateway;
import dev.ordersaga.payment.gateway.PaymentProviders;
import dev.ordersaga.payment.gateway.ProviderRecords;
import dev.ordersaga.payment.reconciliation.ReconciliationHarness;
import dev.ordersaga.payment.webhook.WebhookHarness;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventsourcing.eventstore.EventStore;

/** The production classes of payment-handler on in-memory stores with one provider, for model tests. */
public final class PaymentHarness {

    private static final String PROVIDER = "model";

    private final ExecutionHarness execution;
    private final Task<?> webhookTask;
    private final PaymentReader payments;
    private final ReconciliationHarness reconciliation;

    /** @param gateway with network faults, unlike {@code records} */
    public PaymentHarness(
            CommandGateway commands,
            EventStore events,
            TransactionManager transactions,
            TaskRepository tasks,
            Clock clock,
            PaymentGateway gateway,
            ProviderRecords records) {
        var provider = new EnabledProvider(PROVIDER, Pattern.compile(".+"), gateway, records, null);
        var providers = new PaymentProviders(List.of(PROVIDER), List.of(provider));
        var findings = new ReconciliationHarness.Findings(clock);
        execution = new ExecutionHarness(commands, transactions, tasks, clock, providers, findings.unknownCharges());
        webhookTask = WebhookHarness.task(providers, execution.recorder(), findings.ofWebhooks());
        payments = new PaymentReader(events, transactions);
        reconciliation = new ReconciliationHarness(providers, payments, execution.recorder(), findings);
    }

    public static Class<?> aggregate() {
        return Payment.class;
    }

    /** The event handler. */
    public Object execution() {
        return execution.execution();
    }

    public List<Task<?>> tasks() {
        return List.of(execution.providerCallTask(), webhookTask, reconciliation.chargeComparisonTask());
    }

    public ReconciliationHarness reconciliation() {
        return reconciliation;
    }

    /** Whether a call with this due time was given up, so that an operator has to retry it. */
    public static boolean isGivenUp(Instant due) {
        return ExecutionHarness.isGivenUp(due);
    }

    /** The task that the webhook inbox stores together with a message. */
    public static ScheduledTaskInstance webhookTask(String messageId, String reference, Instant now) {
        return WebhookHarness.scheduled(PROVIDER, messageId, reference, now);
    }

    /** Empty if the order has no payment. */
    public Optional<PaymentInModel> ofOrder(UUID orderId) {
        return payments.ofOrder(orderId).map(PaymentHarness::summary);
    }

    /**
     * State of a payment in plain values.
     *
     * @param isOpen whether the provider's final answer to the attempt is outstanding
     * @param net the held amount in minor units
     * @param refundedAtProvider what a release found to be refunded without this system
     */
    public record PaymentInModel(
            String progress,
            boolean isOpen,
            boolean isReleaseRequested,
            boolean isReleased,
            long net,
            long refundedAtProvider,
            int openRefunds) {}

    private static PaymentInModel summary(PaymentState payment) {
        long lost = payment.disputes().lost().values().stream()
                .mapToLong(Money::minor)
                .sum();
        Refunds refunds = payment.refunds();
        return new PaymentInModel(
                payment.attempt().progress().name(),
                payment.attempt().isOpen(),
                payment.releaseKey() != null,
                payment.released(),
                refunds.captured().minor() - refunds.refunded().minor() - lost,
                refunds.atProvider().minor(),
                refunds.open().size());
    }
}
