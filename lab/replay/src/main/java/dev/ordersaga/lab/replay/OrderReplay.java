package dev.ordersaga.lab.replay;

import dev.ordersaga.lab.replay.Outcome.Result;
import java.net.ProtocolException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Replay of one order over HTTP: places it, polls it until it is settled, and cancels it where the shop did. Used once,
 * by one thread.
 */
final class OrderReplay {

    private static final int OK = 200;
    private static final int ACCEPTED = 202;
    private static final int NOT_MODIFIED = 304;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    private final PlannedOrder order;
    private final OrderClient client;
    private final RetryPolicy retryPolicy;
    private final Instant runStarted;
    private final List<String> violations = new ArrayList<>();
    private @Nullable OrderView view;
    private Outcome.Timing timing = Outcome.Timing.NONE;

    OrderReplay(PlannedOrder order, OrderClient client, RetryPolicy retryPolicy, Instant runStarted) {
        this.order = order;
        this.client = client;
        this.retryPolicy = retryPolicy;
        this.runStarted = runStarted;
    }

    /** Places the order and returns its outcome when it is settled. */
    Outcome run() throws InterruptedException {
        ServiceResponse response;
        try {
            response = client.place(order);
        } catch (TimeoutException e) {
            return outcome(Result.NO_RESPONSE, e.getMessage(), List.of());
        }
        timing = new Outcome.Timing(micros(response.latency()), null, null);
        return response.status() == ACCEPTED ? settled(response) : notPlaced(response);
    }

    private Outcome notPlaced(ServiceResponse response) {
        ServiceResponse.Problem problem = response.problem();
        boolean refused = response.status() >= 400 && response.status() < 500;
        Result result =
                response.status() == CONFLICT ? Result.CONFLICT : refused ? Result.REFUSED : Result.INVALID_RESPONSE;
        return outcome(result, problem.code(), problem.faults());
    }

    private Outcome settled(ServiceResponse placed) throws InterruptedException {
        try {
            OrderView settled = pollUntilSettled(placed.retryAfter(), any -> true);
            measure(placed, settled);
            String cancellation = order.cancelledBy();
            OrderView last = cancellation == null || settled.status().equals("REJECTED")
                    ? settled
                    : cancelled(cancellation, settled);
            return outcome(result(last), last.reason(), List.of());
        } catch (TimeoutException e) {
            return outcome(Result.NOT_SETTLED, e.getMessage(), List.of());
        } catch (ProtocolException e) {
            return outcome(Result.INVALID_RESPONSE, e.getMessage(), List.of());
        }
    }

    /** An order of an earlier run says nothing about the latency of this one. */
    private void measure(ServiceResponse placed, OrderView settled) {
        if (!settled.placedAt().isBefore(runStarted)) {
            Duration sincePlaced = Duration.ofNanos(retryPolicy.time().nanos() - placed.firstSent());
            timing = new Outcome.Timing(timing.put(), micros(sincePlaced), micros(settled.age()));
        }
    }

    private OrderView cancelled(String cancellation, OrderView settled)
            throws TimeoutException, InterruptedException, ProtocolException {
        ServiceResponse response = client.cancel(order.id(), cancellation);
        if (response.status() == ACCEPTED) {
            return pollUntilSettled(response.retryAfter(), view -> view.status().equals("CANCELLED"));
        }
        // Idempotency keys expire: a late second replay may find the order cancelled under an expired key.
        if (!settled.status().equals("CANCELLED")) {
            violations.add("response " + response.status() + " to a cancellation");
        }
        return settled;
    }

    /**
     * Polls as seldom as the service asks for.
     *
     * @param firstWait Retry-After of the command's response; null when it had none
     * @param condition what the settled view must show, since it may be older than the command
     */
    private OrderView pollUntilSettled(@Nullable Duration firstWait, Predicate<OrderView> condition)
            throws TimeoutException, InterruptedException, ProtocolException {
        RetryPolicy.Attempts attempts = retryPolicy.start();
        Duration wait = firstWait;
        while (attempts.sleepBeforeNext(wait)) {
            ServiceResponse response = client.poll(order.id(), view == null ? null : view.entityTag());
            wait = response.retryAfter();
            OrderView seen = read(response);
            if (seen != null && !seen.pending() && condition.test(seen)) {
                return seen;
            }
        }
        throw new TimeoutException("last status " + (view == null ? "unknown" : view.status()));
    }

    /** Current view after a poll; null when the service does not know the order yet. */
    private @Nullable OrderView read(ServiceResponse response) throws ProtocolException {
        switch (response.status()) {
            case OK -> {
                OrderView seen = OrderView.of(response);
                if (view != null && seen.version() < view.version()) {
                    violations.add("version went backwards");
                }
                view = seen;
            }
            case NOT_MODIFIED -> {}
            case NOT_FOUND -> {
                violations.add("404 after 202");
                return null;
            }
            default -> throw new ProtocolException("response " + response.status() + " to a poll");
        }
        return view;
    }

    private static Result result(OrderView settled) throws ProtocolException {
        return switch (settled.status()) {
            case "CONFIRMED" -> Result.CONFIRMED;
            case "SHIPPED" -> Result.SHIPPED;
            case "REJECTED" -> Result.REJECTED;
            case "CANCELLED" -> Result.CANCELLED;
            default -> throw new ProtocolException("settled as " + settled.status());
        };
    }

    private Outcome outcome(Result result, @Nullable String reason, List<String> faults) {
        return new Outcome(
                order.invoice().number(),
                order.id(),
                result,
                reason,
                faults,
                view,
                timing,
                violations,
                retryPolicy.time().now());
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1_000;
    }
}
