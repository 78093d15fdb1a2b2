package dev.ordersaga.skewedclock;

import java.nio.file.Path;
import java.time.Clock;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.tokenstore.AbstractTokenEntry;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Replaces the service's {@code Clock} bean, and Axon's clocks for events and for token claims, by clocks with the offset in
 * the file {@code skewed-clock.file}.
 */
@AutoConfiguration
public class SkewedClockAutoConfiguration {

    @Bean
    static BeanPostProcessor skewedClock(Environment environment) {
        Path file = Path.of(environment.getRequiredProperty("skewed-clock.file"));
        Clock axonClock = new SkewedClock(Clock.systemUTC(), file);
        GenericEventMessage.clock = axonClock;
        AbstractTokenEntry.clock = axonClock;
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof Clock accurate && !(bean instanceof SkewedClock)
                        ? new SkewedClock(accurate, file)
                        : bean;
            }
        };
    }
}
