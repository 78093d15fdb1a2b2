package dev.ordersaga.payment;

import com.github.kagkarlsson.scheduler.TaskRepository;
import com.github.kagkarlsson.scheduler.task.ScheduledTaskInstance;
import com.github.kagkarlsson.scheduler.task.Task;
import dev.ordersaga.api.money.Money;
import dev.ordersaga.payment.execution.OutcomeRecorder;
import dev.ordersaga.payment.execution.PaymentExecution;
import dev.ordersaga.payment.execution.ProviderCallMetrics;
import dev.ordersaga.payment.execution.ProviderCallRepository;
import dev.ordersaga.payment.execution.ProviderCallRetries;
import dev.ordersaga.payment.execution.ProviderCallTask;
import dev.ordersaga.payment.execution.ScheduledCall;
import dev.ordersaga.payment.gateway.PaymentGateway;
import dev.ordersaga.payment.gateway.ProviderRecords;
import dev.ordersaga.payment.reconciliation.InMemoryReconciliationStore;
import dev.ordersaga.payment.reconciliation.Reconciliation;
import dev.ordersaga.payment.reconciliation.ReconciliationSettings;
import dev.ordersaga.payment.webhook.WebhookInbox;
import dev.ordersaga.payment.webhook.WebhookTask;
import dev.ordersaga.paymenthandler.PaymentHandlerSettings;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventsourcing.eventstore.EventStore;

/** The door through which the model gets at the payment handler: the real parts, put together as its modules do. */
public final class PaymentHarness {

    private static final PaymentHandlerSettings SETTINGS =
            new PaymentHandlerSettings("model", Duration.ofMillis(500), Duration.ofMinutes(1), Duration.ofHours(23));
    private static final ReconciliationSettings COMPARING = new ReconciliationSettings(
            Duration.ofMinutes(5),
            Duration.ofHours(1),
            Duration.ofMinutes(1),
            Duration.ofHours(24),
            Duration.ofDays(99));

    private final PaymentExecution execution;
    private final Task<ScheduledCall> call;
    private final Task<WebhookTask> followUp;
    private final Reconciliation reconciliation;
    private final PaymentReader payments;
    private final InMemoryReconciliationStore book = new InMemoryReconciliationStore();

    /** What the handler is put on top of. */
    public record Ground(
            CommandGateway commands,
            EventStore events,
            TransactionManager transactions,
            TaskRepository tasks,
            Clock clock) {}

    /** @param gateway as the network makes it, unlike {@code records} */
    public PaymentHarness(Ground ground, PaymentGateway gateway, ProviderRecords records) {
        var metrics = new ProviderCallMetrics(new CompositeMeterRegistry());
        var commands = new PaymentCommands(ground.commands());
        var calls = new ProviderCallRepository(
                ground::tasks,
                call -> ground.tasks()
                        .createIfNotExists(
                                new ScheduledTaskInstance(call, ground.clock().instant())),
                pause -> {},
                ground.clock());
        var discoveries = new OutcomeRecorder(commands, calls, ground.transactions(), metrics);
        execution = new PaymentExecution(commands, calls);
        call = new ProviderCallTask(gateway, commands, calls, ground.transactions(), metrics)
                .asTask(new ProviderCallRetries(SETTINGS, metrics));
        followUp = WebhookInbox.followUp(records, discoveries);
        payments = new PaymentReader(ground.events(), ground.transactions());
        var parties = new Reconciliation.Parties(records, gateway, payments, discoveries);
        reconciliation = new Reconciliation(parties, book, ground.clock(), COMPARING);
    }

    public static Class<?> aggregate() {
        return Payment.class;
    }

    public void clear() {
        book.clear();
    }

    /** Handles what orders ask for. */
    public Object execution() {
        return execution;
    }

    public List<Task<?>> tasks() {
        return List.of(call, followUp);
    }

    /** Whether a person has to make this call due again. */
    public static boolean isGivenUp(Instant due) {
        return due.equals(ProviderCallRetries.NEVER);
    }

    /** What a provider's message is stored with. */
    public static ScheduledTaskInstance followUpOf(String notice, String reference, Instant now) {
        var instance = WebhookInbox.TASK.instance(notice).data(new WebhookTask("changed", reference));
        return new ScheduledTaskInstance(instance.build(), now);
    }

    public void compareNews() {
        reconciliation.compareNews();
    }

    public void compareAll() {
        reconciliation.compareAll();
    }

    /** What comparisons found and nobody has cleared up. */
    public List<String> findings() {
        return book.findings();
    }

    /** How many charges were given back since nobody waited for them. */
    public int orphans() {
        return book.orphans();
    }

    /** Empty if the order has no payment. */
    public Optional<PaymentInModel> ofOrder(UUID orderId) {
        return payments.ofOrder(orderId).map(PaymentHarness::plain);
    }

    /**
     * A payment, in plain values.
     *
     * @param isOpen whether the provider has not had its last word on the attempt
     * @param net what is held, in minor units
     */
    public record PaymentInModel(
            String progress, boolean isOpen, boolean isReleaseAsked, boolean isReleased, long net, int openRefunds) {}

    private static PaymentInModel plain(PaymentState payment) {
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
                refunds.open().size());
    }
}
