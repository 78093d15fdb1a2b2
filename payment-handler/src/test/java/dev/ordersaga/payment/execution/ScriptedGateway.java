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

/** Notes who calls it and how; answers as the test's script says, and like another gateway where the script is silent. */
class ScriptedGateway implements PaymentGateway {

    record Call(
            UUID orderId,
            Operation operation,
            String key,
            Charge charge,
            boolean inTransaction,
            String thread,
            Map<String, String> logged) {}

    private record Scene(UUID orderId, Operation operation) {}

    private final PaymentGateway otherwise;
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final Map<Scene, Function<Charge, @Nullable ProviderAnswer>> script = new ConcurrentHashMap<>();

    private final Map<Scene, Function<Refund, @Nullable RefundAnswer>> refundScript = new ConcurrentHashMap<>();

    ScriptedGateway(PaymentGateway otherwise) {
        this.otherwise = otherwise;
    }

    /** The answer to the next such question; null as answer of a look-up means that the charge is not known. */
    void answer(UUID orderId, Operation operation, Function<Charge, @Nullable ProviderAnswer> answer) {
        script.put(new Scene(orderId, operation), answer);
    }

    /** The answer to the next such question about a refund; null as answer of a look-up means that it is not known. */
    void answerRefund(UUID orderId, Operation operation, Function<Refund, @Nullable RefundAnswer> answer) {
        refundScript.put(new Scene(orderId, operation), answer);
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

    /** For scripts: the connection breaks, and nobody knows what the provider did. */
    static ProviderAnswer noAnswer(Charge charge) {
        return Objects.requireNonNull(null, "connection reset by " + charge.paymentMethod());
    }

    /** For scripts: the connection breaks, and nobody knows what the provider did. */
    static RefundAnswer noAnswer(Refund refund) {
        return Objects.requireNonNull(null, "connection reset by " + refund.number());
    }

    /** For scripts: the provider takes its time. */
    static void waitFor(CountDownLatch latch) {
        try {
            if (!latch.await(20, TimeUnit.SECONDS)) {
                throw new IllegalStateException("waited in vain");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public ProviderAnswer authorize(Charge charge) {
        return play(Operation.AUTHORIZE, charge.idempotencyKey(), charge).orElseThrow();
    }

    @Override
    public Optional<ProviderAnswer> find(Charge charge) {
        return play(Operation.FIND, charge.idempotencyKey(), charge);
    }

    @Override
    public ProviderAnswer voidCharge(Charge charge, String idempotencyKey) {
        return play(Operation.VOID, idempotencyKey, charge).orElseThrow();
    }

    @Override
    public ProviderAnswer capture(Charge charge, String idempotencyKey) {
        return play(Operation.CAPTURE, idempotencyKey, charge).orElseThrow();
    }

    @Override
    public RefundAnswer refund(Charge charge, Refund refund) {
        note(Operation.REFUND, refund.idempotencyKey(), charge);
        var scripted = refundScript.remove(new Scene(charge.orderId(), Operation.REFUND));
        return scripted == null ? otherwise.refund(charge, refund) : Objects.requireNonNull(scripted.apply(refund));
    }

    @Override
    public Optional<RefundAnswer> findRefund(Charge charge, Refund refund) {
        note(Operation.FIND_REFUND, refund.idempotencyKey(), charge);
        var scripted = refundScript.remove(new Scene(charge.orderId(), Operation.FIND_REFUND));
        return scripted == null ? otherwise.findRefund(charge, refund) : Optional.ofNullable(scripted.apply(refund));
    }

    private Optional<ProviderAnswer> play(Operation operation, String key, Charge charge) {
        note(operation, key, charge);
        var scripted = script.remove(new Scene(charge.orderId(), operation));
        return scripted == null ? unscripted(operation, key, charge) : Optional.ofNullable(scripted.apply(charge));
    }

    private void note(Operation operation, String key, Charge charge) {
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

    private Optional<ProviderAnswer> unscripted(Operation operation, String key, Charge charge) {
        return switch (operation) {
            case AUTHORIZE -> Optional.of(otherwise.authorize(charge));
            case FIND -> otherwise.find(charge);
            case VOID -> Optional.of(otherwise.voidCharge(charge, key));
            case CAPTURE -> Optional.of(otherwise.capture(charge, key));
            case REFUND, FIND_REFUND -> throw new IllegalArgumentException("refunds have a script of their own");
        };
    }
}
