package dev.ordersaga.eventstore.serialization;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.serialization.RevisionResolver;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.UnknownSerializedType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serializer for the stream of all events, which contains types that are none of this application's business. An
 * unregistered type is read as {@link UnknownSerializedType}, which the handlers of other types ignore; each such type is
 * logged once. {@link UnregisteredTypeGuard} makes those handlers fail that might have to handle it.
 */
public final class StreamSerializer extends RegisteredTypesSerializer {

    private static final Logger LOG = LoggerFactory.getLogger(StreamSerializer.class);

    private final Set<String> unregistered = ConcurrentHashMap.newKeySet();

    StreamSerializer(RegisteredTypes types, RevisionResolver revisions) {
        this(types, revisions, PayloadProtection.NONE);
    }

    StreamSerializer(RegisteredTypes types, RevisionResolver revisions, PayloadProtection protection) {
        super(types, revisions, protection);
    }

    @Override
    protected Class<?> unregistered(SerializedType type) {
        if (unregistered.add(type.getName())) {
            LOG.warn(
                    "Events of type {} are ignored by handlers of other packages: no PayloadTypes bean registers the type",
                    type.getName());
        }
        return UnknownSerializedType.class;
    }

    /** How many unregistered types have been read so far. */
    int unregisteredTypes() {
        return unregistered.size();
    }
}
