package dev.ordersaga.systemtests.model;

import dev.ordersaga.payment.PaymentHarness;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.axonframework.modelling.command.ConcurrencyException;

/** The provider's webhooks: late, duplicated, reordered, and some never sent. */
final class WebhookQueue {

    private final World world;
    private final List<Webhook> sent = new ArrayList<>();
    private final Set<String> kept = new HashSet<>();
    private Choices choices = Choices.of();
    private int last;

    private record Webhook(String id, String reference) {}

    WebhookQueue(World world) {
        this.world = world;
    }

    void begin(Choices next) {
        choices = next;
        sent.clear();
        kept.clear();
        last = 0;
    }

    /** Delivers any one webhook, which may be delivered again. */
    void deliverOne() {
        collect(true);
        if (!sent.isEmpty()) {
            Webhook webhook = sent.get(choices.below(sent.size()));
            boolean isOver = deliver(webhook);
            if (isOver && !choices.oneIn(4)) {
                sent.remove(webhook);
            }
        }
    }

    /** False if there is none. */
    boolean deliverAll() {
        collect(false);
        List<Webhook> all = List.copyOf(sent);
        sent.clear();
        all.forEach(this::deliver);
        return !all.isEmpty();
    }

    /** Webhook inbox: stores it once, together with its task. */
    private boolean deliver(Webhook webhook) {
        world.trace.line(() -> "webhook " + webhook);
        try {
            world.transactions.executeInTransaction(() -> {
                if (kept.add(webhook.id())) {
                    world.transactions.onRollback(() -> kept.remove(webhook.id()));
                    world.tasks.create(
                            PaymentHarness.webhookTask(webhook.id(), webhook.reference(), world.clock.instant()));
                }
            });
            return true;
        } catch (ProcessDied | ConcurrencyException e) {
            return false;
        }
    }

    /** @param someAreLost whether the provider does not send some */
    private void collect(boolean someAreLost) {
        for (String reference : world.records.changes()) {
            if (!someAreLost || !choices.oneIn(8)) {
                sent.add(new Webhook("evt_" + ++last, reference));
            }
        }
        world.records.changes().clear();
    }
}
