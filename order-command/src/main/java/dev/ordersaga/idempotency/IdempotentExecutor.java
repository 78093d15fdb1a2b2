package dev.ordersaga.idempotency;

import dev.ordersaga.http.problem.HttpProblem;
import dev.ordersaga.http.problem.ProblemException;
import dev.ordersaga.idempotency.IdempotencyStore.Stored;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.messaging.ResultMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.ConcurrencyException;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;

/**
 * Executes a request once per idempotency key. Key, response and events are written in one transaction: after a crash
 * either all of them exist or none, so a client may repeat a request whose response it did not receive.
 */
public class IdempotentExecutor {

    /** Optimistic locking: of two concurrent writers to one order, the second one decides again on the new state. */
    private static final RetryPolicy ON_CONFLICT = RetryPolicy.builder()
            .includes(ConcurrencyException.class)
            .maxRetries(4)
            .delay(Duration.ofMillis(10))
            .jitter(Duration.ofMillis(5))
            .multiplier(2)
            .build();

    private final IdempotencyStore store;
    private final TransactionManager transactions;
    private final RetryTemplate retry = new RetryTemplate(ON_CONFLICT);

    IdempotentExecutor(IdempotencyStore store, TransactionManager transactions) {
        this.store = store;
        this.transactions = transactions;
    }

    /**
     * Returns the stored response of this request, or the response of {@code decision}, which is then stored.
     *
     * @param decision executes the request; an exception means that it was rejected and leaves the key unused
     * @throws ProblemException if the first request with this key is still running, or if the key was used for another one
     */
    public StoredResponse once(IdempotencyScope request, Supplier<StoredResponse> decision) {
        return inOneTransaction(() -> {
            if (store.tryLock(Set.of(request)).isEmpty()) {
                throw inUse();
            }
            Stored stored = store.find(Set.of(request)).get(request);
            if (stored != null) {
                return stored.of(request);
            }
            StoredResponse response = decision.get();
            store.save(Map.of(request, response));
            return response;
        });
    }

    /** The first request with this key is still running. */
    static ProblemException inUse() {
        return new ProblemException(HttpProblem.IDEMPOTENCY_KEY_IN_USE, "Repeat the request in a moment.")
                .retryAfter(1);
    }

    /** For requests that are idempotent without a key: nothing is stored; concurrent writes are retried in the same way. */
    public StoredResponse inherentlyIdempotent(Supplier<StoredResponse> decision) {
        return inOneTransaction(decision);
    }

    private StoredResponse inOneTransaction(Supplier<StoredResponse> work) {
        try {
            return retry.execute(() -> inUnitOfWork(transactions, unitOfWork -> work.get()));
        } catch (RetryException e) {
            throw rejection(e.getCause());
        }
    }

    /** An outer unit of work around the command's: the command's after-commit handlers run after this transaction's commit. */
    static <T> T inUnitOfWork(TransactionManager transactions, Function<UnitOfWork<?>, T> work) {
        DefaultUnitOfWork<?> unitOfWork = DefaultUnitOfWork.startAndGet(null);
        unitOfWork.attachTransaction(transactions);
        ResultMessage<T> result = unitOfWork.executeWithResult(() -> work.apply(unitOfWork));
        if (result.isExceptional()) {
            throw unchecked(result.exceptionResult());
        }
        return result.getPayload();
    }

    private static RuntimeException rejection(Throwable cause) {
        return cause instanceof ConcurrencyException
                ? new ProblemException(
                                HttpProblem.SERVICE_UNAVAILABLE, "Too many concurrent requests change this order.")
                        .retryAfter(1)
                : unchecked(cause);
    }

    private static RuntimeException unchecked(Throwable cause) {
        return cause instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(cause);
    }
}
