package dev.ordersaga.lab.replay;

import java.time.Duration;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Polls an order until nothing more will happen to it, as seldom as the service asks for. */
final class SettledWatch {

    private final OrderRequests requests;
    private final PatientHttp reads;
    private final Patience patience;

    SettledWatch(OrderRequests requests, PatientHttp reads, Patience patience) {
        this.requests = requests;
        this.reads = reads;
        this.patience = patience;
    }

    /**
     * The settled view.
     *
     * @param enough what it must show besides: a view may lag behind a command
     * @param firstWait what the service asked for when it accepted; null when it named no time
     * @throws GaveUpException when it did not settle before patience was over
     */
    StatusView untilSettled(UUID orderId, Predicate<StatusView> enough, @Nullable Duration firstWait, OrderStory story)
            throws GaveUpException, StoppedException, ContractBreachException {
        Patience.Tries tries = patience.begin();
        Duration wait = firstWait;
        while (tries.waitForNext(wait)) {
            StatusView known = story.lastSeen();
            Answer answer = reads.send(requests.poll(orderId, known == null ? null : known.entityTag()));
            wait = answer.retryAfter();
            StatusView view = read(answer, story);
            if (view != null && !view.isOpen() && enough.test(view)) {
                return view;
            }
        }
        StatusView last = story.lastSeen();
        throw new GaveUpException("last seen " + (last == null ? "never" : last.status()));
    }

    /** What is known now; null when nothing is. */
    private static @Nullable StatusView read(Answer answer, OrderStory story) throws ContractBreachException {
        return switch (answer.status()) {
            case 200 -> {
                StatusView view = StatusView.of(answer);
                story.saw(view);
                yield view;
            }
            case 304 -> story.lastSeen();
            case 404 -> {
                story.breached("404 after 202");
                yield null;
            }
            default -> throw new ContractBreachException("a poll was answered with " + answer.status());
        };
    }
}
