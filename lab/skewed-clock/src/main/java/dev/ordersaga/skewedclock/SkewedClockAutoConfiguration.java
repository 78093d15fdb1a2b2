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
 * Puts a clock that is off by the seconds in the file {@code skewed-clock.file} in the place of the service's only clock,
 * and of those that Axon keeps for events and for claims.
 */
@AutoConfiguration
public class SkewedClockAutoConfiguration {

    @Bean
    static BeanPostProcessor falseClock(Environment environment) {
        Path file = Path.of(environment.getRequiredProperty("skewed-clock.file"));
        Clock ofAxon = new SkewedClock(Clock.systemUTC(), file);
        GenericEventMessage.clock = ofAxon;
        AbstractTokenEntry.clock = ofAxon;
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof Clock right && !(bean instanceof SkewedClock)
                        ? new SkewedClock(right, file)
                        : bean;
            }
        };
    }
}
