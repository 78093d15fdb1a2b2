package dev.ordersaga.privacy.erasure;

import dev.ordersaga.api.privacy.PersonalDataErased;
import java.util.UUID;
import org.axonframework.eventhandling.EventBus;
import org.axonframework.eventhandling.GenericEventMessage;

/** Appends the event that tells all readers of the events of an erasure, in its transaction. */
public final class ErasureTombstone implements ErasureParticipant {

    private final EventBus events;

    public ErasureTombstone(EventBus events) {
        this.events = events;
    }

    @Override
    public String name() {
        return "tombstone";
    }

    @Override
    public void erased(UUID subject) {
        events.publish(GenericEventMessage.asEventMessage(new PersonalDataErased(subject)));
    }
}
