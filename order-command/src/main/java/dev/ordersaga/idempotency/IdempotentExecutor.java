package dev.ordersaga.idempotency;

import dev.ordersaga.http.problem.HttpProblem;
import dev.ordersaga.http.problem.ProblemException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.messaging.ResultMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.modelling.command.ConcurrencyException;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;

/**
 * Carries a request out once. Key, answer and events are written in one transaction: after a crash either all of them
 * are there or none, so a client may repeat a request whose answer it never saw.
 */
public class IdempotentExecutor {

    /** Two writers may meet on one order; the loser decides again on the new state. */
    private static final RetryPolicy ON_CONFLICT = RetryPolicy.builder()
            .includes(ConcurrencyException.class)
            .maxRetries(4)
            .delay(Duration.ofMillis(10))
            .jitter(Duration.ofMillis(5))
            .multiplier(2)
            .build();

    private final IdempotencyStore answered;
    private final TransactionManager transactions;
    private final RetryTemplate retry = new RetryTemplate(ON_CONFLICT);

    IdempotentExecutor(IdempotencyStore answered, TransactionManager transactions) {
        this.answered = answered;
        this.transactions = transactions;
    }

    /**
     * The stored answer of this request, or that of {@code decision}, which is then kept.
     *
     * @param decision carries the request out; an exception means that it was refused and leaves the key unused
     * @throws ProblemException if the first request with this key is still running, or if the key belongs to another
     */
    public StoredResponse once(IdempotencyScope request, Supplier<StoredResponse> decision) {
        return inOneTransaction(() -> {
            if (!answered.lock(request)) {
                throw new ProblemException(HttpProblem.IDEMPOTENCY_KEY_IN_USE, "Repeat the request in a moment.")
                        .retryAfter(1);
            }
            Optional<StoredResponse> former = answered.find(request);
            if (former.isPresent()) {
                return former.get();
            }
            StoredResponse answer = decision.get();
            answered.keep(request, answer);
            return answer;
        });
    }

    /** For requests that are idempotent by themselves: nothing is kept, conflicts are resolved in the same way. */
    public StoredResponse natural(Supplier<StoredResponse> decision) {
        return inOneTransaction(decision);
    }

    private StoredResponse inOneTransaction(Supplier<StoredResponse> work) {
        try {
            return retry.execute(() -> attempt(work));
        } catch (RetryException e) {
            throw refusal(e.getCause());
        }
    }

    /** A unit of work around the command's own, so that what it promises to do after commit happens after commit. */
    private StoredResponse attempt(Supplier<StoredResponse> work) {
        DefaultUnitOfWork<?> unitOfWork = DefaultUnitOfWork.startAndGet(null);
        unitOfWork.attachTransaction(transactions);
        ResultMessage<StoredResponse> result = unitOfWork.executeWithResult(work::get);
        if (result.isExceptional()) {
            throw unchecked(result.exceptionResult());
        }
        return result.getPayload();
    }

    private static RuntimeException refusal(Throwable cause) {
        return cause instanceof ConcurrencyException
                ? new ProblemException(HttpProblem.SERVICE_UNAVAILABLE, "Too many requests meet on this order.")
                        .retryAfter(1)
                : unchecked(cause);
    }

    private static RuntimeException unchecked(Throwable cause) {
        return cause instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(cause);
    }
}
