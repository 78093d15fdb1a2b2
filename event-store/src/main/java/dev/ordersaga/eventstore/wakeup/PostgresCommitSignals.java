package dev.ordersaga.eventstore.wakeup;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.axonframework.common.IdentifierFactory;

/** Hints by {@code LISTEN} and {@code NOTIFY}, each on a connection and a thread of its own. */
final class PostgresCommitSignals implements CommitSignals {

    private final CommitSignalSender sender;
    private final CommitSignalListener listener;
    private final List<Runnable> onHint = new CopyOnWriteArrayList<>();

    PostgresCommitSignals(CommitSignalConnections connections, String channel) {
        String self = IdentifierFactory.getInstance().generateIdentifier();
        sender = new CommitSignalSender(connections, channel, self);
        listener = new CommitSignalListener(connections, channel, self, () -> onHint.forEach(Runnable::run));
    }

    @Override
    public void send() {
        sender.send();
    }

    @Override
    public void onHint(Runnable listener) {
        onHint.add(listener);
    }

    @Override
    public boolean arrive() {
        return listener.isListening();
    }

    @Override
    public void start() {
        Thread.ofPlatform().daemon().name("event-store-hint-sender").start(sender);
        Thread.ofPlatform().daemon().name("event-store-hint-listener").start(listener);
    }

    @Override
    public void stop() {
        sender.stop();
        listener.stop();
    }
}
