package dev.ordersaga.eventstore.serialization;

import java.lang.reflect.Modifier;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.annotation.HandlerEnhancerDefinition;
import org.axonframework.messaging.annotation.MessageHandlingMember;
import org.axonframework.messaging.annotation.WrappedMessageHandlingMember;
import org.axonframework.serialization.UnknownSerializedType;

/**
 * Makes an event handler fail on an event of an unregistered type that belongs to the family of events it handles, such as
 * one that a newer version of the application has added: ignoring it would lose an event. Events of other families are
 * ignored, so that a type that a processor does not handle does not stop it.
 *
 * <p>The family of a type is its Java package: outside of named modules, all types that a sealed interface permits are in
 * its package. A handler of a type that any class may implement, such as {@code Object} or an interface that is not
 * sealed, fails on every unregistered type.
 */
public final class UnregisteredTypeGuard implements HandlerEnhancerDefinition {

    @Override
    public <T> MessageHandlingMember<T> wrapHandler(MessageHandlingMember<T> original) {
        return original.canHandleMessageType(EventMessage.class) ? new Guarded<>(original) : original;
    }

    /**
     * @param handledType payload type of a handler
     * @throws UnregisteredTypeException if the payload of {@code event} has an unregistered type that may be a
     *     {@code handledType}, or belong to its family
     */
    public static void check(Message<?> event, Class<?> handledType) {
        if (event.getPayloadType() == UnknownSerializedType.class) {
            String name = ((UnknownSerializedType) event.getPayload())
                    .serializedType()
                    .getName();
            if (isOpen(handledType) || handledType.getPackageName().equals(packageOf(name))) {
                throw new UnregisteredTypeException("read", name);
            }
        }
    }

    private static boolean isOpen(Class<?> type) {
        return type == Object.class || (Modifier.isAbstract(type.getModifiers()) && !type.isSealed());
    }

    private static String packageOf(String className) {
        return className.substring(0, Math.max(0, className.lastIndexOf('.')));
    }

    private static final class Guarded<T> extends WrappedMessageHandlingMember<T> {

        Guarded(MessageHandlingMember<T> handler) {
            super(handler);
        }

        @Override
        public boolean canHandle(Message<?> message) {
            check(message, payloadType());
            return super.canHandle(message);
        }
    }
}
