package dev.ordersaga.systemtests.model;

import dev.ordersaga.payment.PaymentHarness;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.axonframework.modelling.command.ConcurrencyException;

/** The provider's messages: late, doubled, shuffled, and some of them never sent. */
final class WebhookQueue {

    private final World world;
    private final List<Notice> sent = new ArrayList<>();
    private final Set<String> kept = new HashSet<>();
    private Choices choices = Choices.of();
    private int last;

    private record Notice(String id, String reference) {}

    WebhookQueue(World world) {
        this.world = world;
    }

    void begin(Choices next) {
        choices = next;
        sent.clear();
        kept.clear();
        last = 0;
    }

    /** One message arrives, any of them; it may come again. */
    void deliverOne() {
        collect(true);
        if (!sent.isEmpty()) {
            Notice notice = sent.get(choices.below(sent.size()));
            boolean isOver = deliver(notice);
            if (isOver && !choices.oneIn(4)) {
                sent.remove(notice);
            }
        }
    }

    /** False if there was none. */
    boolean deliverAll() {
        collect(false);
        List<Notice> all = List.copyOf(sent);
        sent.clear();
        all.forEach(this::deliver);
        return !all.isEmpty();
    }

    /** As the inbox does: stored once, together with the task that follows it up. */
    private boolean deliver(Notice notice) {
        world.story.line(() -> "notice " + notice);
        try {
            world.transactions.executeInTransaction(() -> {
                if (kept.add(notice.id())) {
                    world.transactions.onRollback(() -> kept.remove(notice.id()));
                    world.tasks.create(
                            PaymentHarness.webhookTask(notice.id(), notice.reference(), world.clock.instant()));
                }
            });
            return true;
        } catch (ProcessDied | ConcurrencyException e) {
            return false;
        }
    }

    /** @param someAreLost whether the provider forgets to send some */
    private void collect(boolean someAreLost) {
        for (String reference : world.books.changes()) {
            if (!someAreLost || !choices.oneIn(8)) {
                sent.add(new Notice("evt_" + ++last, reference));
            }
        }
        world.books.changes().clear();
    }
}
