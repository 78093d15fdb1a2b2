package dev.ordersaga.lab.replay;

import dev.ordersaga.lab.replay.Outcome.End;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Leads one order through its life over HTTP: place, watch, withdraw where its shop withdrew it. */
final class OrderReplay {

    private static final int ACCEPTED = 202;
    private static final int CONFLICT = 409;

    private final OrderRequests requests;
    private final PatientHttp writes;
    private final SettledWatch watch;
    private final ReplayTime time;
    private final Instant runStarted;

    OrderReplay(OrderRequests requests, PatientHttp writes, SettledWatch watch, ReplayTime time, Instant runStarted) {
        this.requests = requests;
        this.writes = writes;
        this.watch = watch;
        this.time = time;
        this.runStarted = runStarted;
    }

    /**
     * Tells what became of the order.
     *
     * @param alreadyAccepted whether a former run has its 202, so that it is only watched
     * @param accepted told as soon as the service has accepted it
     * @throws StoppedException when the replay was stopped before there was an end to tell
     */
    Outcome replay(PlannedOrder order, boolean alreadyAccepted, Consumer<Outcome> accepted) throws StoppedException {
        OrderStory story = new OrderStory(order, time, runStarted);
        if (alreadyAccepted) {
            return watched(order, story, null);
        }
        Answer answer;
        try {
            answer = writes.send(requests.place(order));
        } catch (GaveUpException e) {
            return story.end(End.UNANSWERED, e.getMessage(), List.of());
        }
        story.placingAnswered(answer);
        if (answer.status() != ACCEPTED) {
            return notPlaced(answer, story);
        }
        accepted.accept(story.end(End.ACCEPTED, null, List.of()));
        return watched(order, story, answer.retryAfter());
    }

    private static Outcome notPlaced(Answer answer, OrderStory story) {
        Refusal refusal = Refusal.of(answer);
        if (answer.status() == CONFLICT) {
            return story.end(End.CONFLICT, refusal.code(), refusal.faults());
        }
        boolean refused = answer.status() >= 400 && answer.status() < 500;
        return story.end(refused ? End.REFUSED : End.NOT_UNDERSTOOD, refusal.code(), refusal.faults());
    }

    private Outcome watched(PlannedOrder order, OrderStory story, @Nullable Duration firstWait)
            throws StoppedException {
        try {
            StatusView paid = watch.untilSettled(order.id(), any -> true, firstWait, story);
            story.settled(paid);
            String cancellation = order.cancelledBy();
            StatusView last = cancellation == null || paid.status().equals("REJECTED")
                    ? paid
                    : cancelled(order, cancellation, paid, story);
            return story.end(endOf(last), last.reason(), List.of());
        } catch (GaveUpException e) {
            return story.end(End.UNSETTLED, e.getMessage(), List.of());
        } catch (ContractBreachException e) {
            return story.end(End.NOT_UNDERSTOOD, e.getMessage(), List.of());
        }
    }

    private StatusView cancelled(PlannedOrder order, String cancellation, StatusView paid, OrderStory story)
            throws GaveUpException, StoppedException, ContractBreachException {
        Answer answer = writes.send(requests.cancel(order.id(), cancellation));
        if (answer.status() == ACCEPTED) {
            return watch.untilSettled(
                    order.id(), view -> view.status().equals("CANCELLED"), answer.retryAfter(), story);
        }
        // Keys are not kept for ever: a late second replay may find it cancelled under a forgotten key.
        if (!paid.status().equals("CANCELLED")) {
            story.breached("a cancellation was answered with " + answer.status());
        }
        return paid;
    }

    private static End endOf(StatusView settled) throws ContractBreachException {
        return switch (settled.status()) {
            case "CONFIRMED" -> End.CONFIRMED;
            case "SHIPPED" -> End.SHIPPED;
            case "REJECTED" -> End.REJECTED;
            case "CANCELLED" -> End.CANCELLED;
            default -> throw new ContractBreachException("settled as " + settled.status());
        };
    }
}
