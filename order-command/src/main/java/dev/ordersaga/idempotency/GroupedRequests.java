package dev.ordersaga.idempotency;

import static java.util.Objects.requireNonNull;

import dev.ordersaga.eventprocessing.groupcommit.GroupCommit;
import dev.ordersaga.eventstore.aggregates.AggregatePrefetch;
import dev.ordersaga.http.problem.ProblemException;
import dev.ordersaga.idempotency.IdempotencyStore.Stored;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * Executes requests that place orders, each once, in transactions that concurrent requests share (group commit). Each
 * request has its own response or problem; if a shared transaction fails, its requests are executed alone by
 * {@link IdempotentExecutor}.
 */
public final class GroupedRequests {

    private static final int REQUESTS_PER_TRANSACTION = 64;

    private final IdempotentExecutor executor;
    private final IdempotencyStore store;
    private final TransactionManager transactions;
    private final GroupCommit<Request> group =
            new GroupCommit<>(this::executeTogether, this::executeAlone, Request::key, REQUESTS_PER_TRANSACTION);

    GroupedRequests(IdempotentExecutor executor, IdempotencyStore store, TransactionManager transactions) {
        this.executor = executor;
        this.store = store;
        this.transactions = transactions;
    }

    private static final class Request {

        private final @Nullable IdempotencyScope scope;
        private final String aggregate;
        private final Supplier<StoredResponse> decision;
        private @Nullable StoredResponse response;
        private @Nullable ProblemException problem;

        Request(@Nullable IdempotencyScope scope, String aggregate, Supplier<StoredResponse> decision) {
            this.scope = scope;
            this.aggregate = aggregate;
            this.decision = decision;
        }

        /** Without a scope the aggregate is the client's, and may exist. */
        Object key() {
            return scope == null ? aggregate : scope.lockName();
        }

        StoredResponse response() {
            if (problem != null) {
                throw problem;
            }
            return requireNonNull(response);
        }
    }

    /**
     * As {@link IdempotentExecutor#once}.
     *
     * @param aggregate the id that was generated for this request
     */
    public StoredResponse once(IdempotencyScope scope, String aggregate, Supplier<StoredResponse> decision) {
        return execute(new Request(scope, aggregate, decision));
    }

    /**
     * As {@link IdempotentExecutor#inherentlyIdempotent}.
     *
     * @param aggregate the client's id
     */
    public StoredResponse inherentlyIdempotent(String aggregate, Supplier<StoredResponse> decision) {
        return execute(new Request(null, aggregate, decision));
    }

    /** How long the request has waited that waits longest for a transaction; zero if none waits. */
    public Duration longestWait() {
        return group.longestWait();
    }

    /** Number of requests that wait for a transaction. */
    public int waiting() {
        return group.waiting();
    }

    private StoredResponse execute(Request request) {
        group.commit(request);
        return request.response();
    }

    private void executeAlone(Request request) {
        request.problem = null;
        request.response = request.scope == null
                ? executor.inherentlyIdempotent(request.decision)
                : executor.once(request.scope, request.decision);
    }

    private void executeTogether(List<Request> requests) {
        Boolean unused = IdempotentExecutor.inUnitOfWork(transactions, unitOfWork -> {
            requests.forEach(request -> announce(request, unitOfWork));
            execute(requests);
            return true;
        });
    }

    private static void announce(Request request, UnitOfWork<?> unitOfWork) {
        if (request.scope == null) {
            AggregatePrefetch.announce(unitOfWork, Set.of(request.aggregate));
        } else {
            AggregatePrefetch.announceNew(unitOfWork, request.aggregate);
        }
    }

    private void execute(List<Request> requests) {
        Set<IdempotencyScope> scopes = requests.stream()
                .map(request -> request.scope)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        Set<IdempotencyScope> locked = scopes.isEmpty() ? scopes : store.tryLock(scopes);
        Map<IdempotencyScope, Stored> stored = locked.isEmpty() ? Map.of() : store.find(locked);
        Map<IdempotencyScope, StoredResponse> decided = new LinkedHashMap<>();
        for (Request request : requests) {
            try {
                request.response = response(request, locked, stored, decided);
            } catch (ProblemException e) {
                // The decision has stored nothing: the other requests are not affected.
                request.problem = e;
            }
        }
        if (!decided.isEmpty()) {
            store.save(decided);
        }
    }

    private static StoredResponse response(
            Request request,
            Set<IdempotencyScope> locked,
            Map<IdempotencyScope, Stored> stored,
            Map<IdempotencyScope, StoredResponse> decided) {
        IdempotencyScope scope = request.scope;
        if (scope == null) {
            return request.decision.get();
        }
        if (!locked.contains(scope)) {
            throw IdempotentExecutor.inUse();
        }
        Stored known = stored.get(scope);
        if (known != null) {
            return known.of(scope);
        }
        StoredResponse response = request.decision.get();
        decided.put(scope, response);
        return response;
    }
}
