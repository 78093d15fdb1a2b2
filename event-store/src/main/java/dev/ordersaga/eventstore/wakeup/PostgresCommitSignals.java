package dev.ordersaga.eventstore.wakeup;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.axonframework.common.IdentifierFactory;

/** Commit signals by {@code LISTEN} and {@code NOTIFY}, each on its own connection and thread. */
final class PostgresCommitSignals implements CommitSignals {

    private final CommitSignalSender sender;
    private final CommitSignalListener listener;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    PostgresCommitSignals(CommitSignalConnections connections, String channel) {
        String self = IdentifierFactory.getInstance().generateIdentifier();
        sender = new CommitSignalSender(connections, channel, self);
        listener = new CommitSignalListener(
                connections, channel, self, () -> listeners.forEach(Runnable::run), sender::sendEcho);
    }

    @Override
    public void send() {
        sender.send();
    }

    @Override
    public void onSignal(Runnable listener) {
        listeners.add(listener);
    }

    @Override
    public boolean isConnected() {
        return listener.isListening();
    }

    @Override
    public void start() {
        Thread.ofPlatform().daemon().name("event-store-signal-sender").start(sender);
        Thread.ofPlatform().daemon().name("event-store-signal-listener").start(listener);
    }

    @Override
    public void stop() {
        sender.stop();
        listener.stop();
    }
}
