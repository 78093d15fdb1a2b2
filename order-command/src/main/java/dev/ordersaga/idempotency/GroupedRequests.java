package dev.ordersaga.idempotency;

import static java.util.Objects.requireNonNull;

import dev.ordersaga.eventprocessing.groupcommit.GroupCommit;
import dev.ordersaga.eventstore.aggregates.AggregatePrefetch;
import dev.ordersaga.http.problem.ProblemException;
import dev.ordersaga.idempotency.IdempotencyStore.Stored;
import dev.ordersaga.privacy.keys.SubjectKey;
import dev.ordersaga.privacy.keys.SubjectKeys;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executor;
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
    private final SubjectKeys persons;
    private final Executor waiting;
    private final GroupCommit<Request> group =
            new GroupCommit<>(this::executeTogether, this::executeAlone, Request::key, REQUESTS_PER_TRANSACTION);

    /** @param waiting executes, on the thread of the request, what mostly waits: the transaction with others */
    GroupedRequests(
            IdempotentExecutor executor,
            IdempotencyStore store,
            TransactionManager transactions,
            SubjectKeys persons,
            Executor waiting) {
        this.executor = executor;
        this.store = store;
        this.transactions = transactions;
        this.persons = persons;
        this.waiting = waiting;
    }

    /**
     * What a request creates.
     *
     * @param id of the aggregate: generated for the request, or the client's
     * @param person whose it will be
     */
    public record Created(String id, String person) {}

    private static final class Request {

        private final @Nullable IdempotencyScope scope;
        private final Created created;
        private final Supplier<StoredResponse> decision;
        /** The answer is stored already. */
        private boolean isRepeated;

        private @Nullable StoredResponse response;
        private @Nullable ProblemException problem;

        Request(@Nullable IdempotencyScope scope, Created created, Supplier<StoredResponse> decision) {
            this.scope = scope;
            this.created = created;
            this.decision = decision;
        }

        /** Without a scope the aggregate is the client's, and may exist. */
        Object key() {
            return scope == null ? created.id() : scope.lockName();
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
     * @param created with the id that was generated for this request
     */
    public StoredResponse once(IdempotencyScope scope, Created created, Supplier<StoredResponse> decision) {
        return execute(new Request(scope, created, decision));
    }

    /**
     * As {@link IdempotentExecutor#inherentlyIdempotent}.
     *
     * @param created with the client's id
     */
    public StoredResponse inherentlyIdempotent(Created created, Supplier<StoredResponse> decision) {
        return execute(new Request(null, created, decision));
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
        waiting.execute(() -> group.commit(request));
        return request.response();
    }

    private void executeAlone(Request request) {
        request.problem = null;
        Supplier<StoredResponse> decision = () -> {
            requireNotErasing(request, persons.ofPersons(Set.of(request.created.person())));
            return request.decision.get();
        };
        request.response = request.scope == null
                ? executor.inherentlyIdempotent(decision)
                : executor.once(request.scope, decision);
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
            AggregatePrefetch.announce(unitOfWork, Set.of(request.created.id()));
        } else {
            AggregatePrefetch.announceNew(unitOfWork, request.created.id());
        }
    }

    private void execute(List<Request> requests) {
        Set<IdempotencyScope> scopes = requests.stream()
                .map(request -> request.scope)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        Set<IdempotencyScope> locked = scopes.isEmpty() ? scopes : store.tryLock(scopes);
        Map<IdempotencyScope, Stored> stored = locked.isEmpty() ? Map.of() : store.find(locked);
        requests.forEach(request -> request.isRepeated = request.scope != null && stored.containsKey(request.scope));
        Map<String, SubjectKey> keys = persons.ofPersons(requests.stream()
                .filter(request -> !request.isRepeated)
                .map(request -> request.created.person())
                .collect(Collectors.toSet()));
        Map<IdempotencyScope, StoredResponse> decided = new LinkedHashMap<>();
        for (Request request : requests) {
            try {
                requireNotErasing(request, keys);
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

    /** A repeated request gets its answer whatever becomes of the person's data. */
    private static void requireNotErasing(Request request, Map<String, SubjectKey> keys) {
        SubjectKey key = keys.get(request.created.person());
        if (!request.isRepeated && key != null && key.isErasing()) {
            throw new ProblemException(
                    PersonProblem.PERSON_BEING_ERASED, "The data of this customer are being erased. Repeat it later.");
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
            return known.answer();
        }
        StoredResponse response = request.decision.get();
        decided.put(scope, response);
        return response;
    }
}
