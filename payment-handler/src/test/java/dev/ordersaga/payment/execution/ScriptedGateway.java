package dev.ordersaga.payment.execution;

import dev.ordersaga.payment.ProviderCall.Operation;
import dev.ordersaga.payment.gateway.Charge;
import dev.ordersaga.payment.gateway.PaymentGateway;
import dev.ordersaga.payment.gateway.ProviderAnswer;
import dev.ordersaga.payment.gateway.Refund;
import dev.ordersaga.payment.gateway.RefundAnswer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Test double that records calls and returns scripted answers; without a script it delegates to another gateway. */
final class ScriptedGateway implements PaymentGateway {

    record Call(
            UUID orderId,
            Operation operation,
            String key,
            Charge charge,
            boolean inTransaction,
            String thread,
            Map<String, String> logged) {}

    private record ScriptKey(UUID orderId, Operation operation) {}

    private final PaymentGateway delegate;
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final Map<ScriptKey, Function<Charge, @Nullable ProviderAnswer>> script = new ConcurrentHashMap<>();

    private final Map<ScriptKey, Function<Refund, @Nullable RefundAnswer>> refundScript = new ConcurrentHashMap<>();

    ScriptedGateway(PaymentGateway delegate) {
        this.delegate = delegate;
    }

    /** Scripts the answer to the next such call; null as the answer of a look-up means that there is no such charge. */
    void answer(UUID orderId, Operation operation, Function<Charge, @Nullable ProviderAnswer> answer) {
        script.put(new ScriptKey(orderId, operation), answer);
    }

    /**
     * Scripts the answer to the next such call about a refund; null as the answer of a look-up means that there is
     * none.
     */
    void answerRefund(UUID orderId, Operation operation, Function<Refund, @Nullable RefundAnswer> answer) {
        refundScript.put(new ScriptKey(orderId, operation), answer);
    }

    List<Call> calls() {
        return List.copyOf(calls);
    }

    List<Operation> operations(UUID orderId) {
        return callsOf(orderId).stream().map(Call::operation).toList();
    }

    List<Call> callsOf(UUID orderId) {
        return calls.stream().filter(call -> call.orderId().equals(orderId)).toList();
    }

    List<String> keys(UUID orderId) {
        return callsOf(orderId).stream().map(Call::key).toList();
    }

    /** For scripts: the connection breaks, and the outcome is unknown. */
    static ProviderAnswer connectionReset(Charge charge) {
        return Objects.requireNonNull(null, "connection reset by " + charge.paymentMethod());
    }

    /** For scripts: the connection breaks, and the outcome is unknown. */
    static RefundAnswer connectionReset(Refund refund) {
        return Objects.requireNonNull(null, "connection reset by " + refund.number());
    }

    /** For scripts: delays the answer. */
    static void waitFor(CountDownLatch latch) {
        try {
            if (!latch.await(20, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the latch was not released in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public ProviderAnswer authorize(Charge charge) {
        return scripted(Operation.AUTHORIZE, charge.idempotencyKey(), charge).orElseThrow();
    }

    @Override
    public Optional<ProviderAnswer> find(Charge charge) {
        return scripted(Operation.FIND, charge.idempotencyKey(), charge);
    }

    @Override
    public ProviderAnswer voidCharge(Charge charge, String idempotencyKey) {
        return scripted(Operation.VOID, idempotencyKey, charge).orElseThrow();
    }

    @Override
    public ProviderAnswer capture(Charge charge, String idempotencyKey) {
        return scripted(Operation.CAPTURE, idempotencyKey, charge).orElseThrow();
    }

    @Override
    public RefundAnswer refund(Charge charge, Refund refund) {
        recordCall(Operation.REFUND, refund.idempotencyKey(), charge);
        var scripted = refundScript.remove(new ScriptKey(charge.orderId(), Operation.REFUND));
        return scripted == null ? delegate.refund(charge, refund) : Objects.requireNonNull(scripted.apply(refund));
    }

    @Override
    public Optional<RefundAnswer> findRefund(Charge charge, Refund refund) {
        recordCall(Operation.FIND_REFUND, refund.idempotencyKey(), charge);
        var scripted = refundScript.remove(new ScriptKey(charge.orderId(), Operation.FIND_REFUND));
        return scripted == null ? delegate.findRefund(charge, refund) : Optional.ofNullable(scripted.apply(refund));
    }

    private Optional<ProviderAnswer> scripted(Operation operation, String key, Charge charge) {
        recordCall(operation, key, charge);
        var scripted = script.remove(new ScriptKey(charge.orderId(), operation));
        return scripted == null ? delegated(operation, key, charge) : Optional.ofNullable(scripted.apply(charge));
    }

    private void recordCall(Operation operation, String key, Charge charge) {
        boolean inTransaction = TransactionSynchronizationManager.isActualTransactionActive()
                || TransactionSynchronizationManager.isSynchronizationActive()
                || CurrentUnitOfWork.isStarted();
        calls.add(new Call(
                charge.orderId(),
                operation,
                key,
                charge,
                inTransaction,
                Thread.currentThread().getName(),
                Map.copyOf(MDC.getCopyOfContextMap())));
    }

    private Optional<ProviderAnswer> delegated(Operation operation, String key, Charge charge) {
        return switch (operation) {
            case AUTHORIZE -> Optional.of(delegate.authorize(charge));
            case FIND -> delegate.find(charge);
            case VOID -> Optional.of(delegate.voidCharge(charge, key));
            case CAPTURE -> Optional.of(delegate.capture(charge, key));
            case CHECK, REFUND, FIND_REFUND -> throw new IllegalArgumentException("refunds have their own scripts");
        };
    }
}
