package dev.ordersaga.systemtests;

import dev.ordersaga.api.order.ConcernsOrder;
import java.lang.reflect.Executable;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.annotation.HandlerEnhancerDefinition;
import org.axonframework.messaging.annotation.MessageHandlingMember;
import org.axonframework.messaging.annotation.WrappedMessageHandlingMember;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the handlers of a class fail for all events of given orders, until they are removed. */
@Configuration(proxyBeanMethods = false)
class FailingHandlers {

    /** Failing orders by the simple name of the handlers' class. */
    static final Map<String, Set<UUID>> POISONED = new ConcurrentHashMap<>();

    @Bean
    HandlerEnhancerDefinition poisoned() {
        return new HandlerEnhancerDefinition() {
            @Override
            public <T> MessageHandlingMember<T> wrapHandler(MessageHandlingMember<T> original) {
                return original.unwrap(Executable.class)
                        .<MessageHandlingMember<T>>map(method -> new Poisonable<>(
                                original, method.getDeclaringClass().getSimpleName()))
                        .orElse(original);
            }
        };
    }

    private static final class Poisonable<T> extends WrappedMessageHandlingMember<T> {

        private final String handler;

        Poisonable(MessageHandlingMember<T> original, String handler) {
            super(original);
            this.handler = handler;
        }

        @Override
        public Object handle(Message<?> message, T target) throws Exception {
            Object done = super.handle(message, target);
            if (message.getPayload() instanceof ConcernsOrder event
                    && POISONED.getOrDefault(handler, Set.of()).contains(event.orderId())) {
                throw new IllegalStateException(handler + " fails for this order in this test");
            }
            return done;
        }
    }
}
