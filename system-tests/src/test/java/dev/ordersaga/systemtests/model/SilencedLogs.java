package dev.ordersaga.systemtests.model;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.axonframework.eventhandling.GenericEventMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Disables logging of millions of expected faults and has Axon use each schedule's clock; restores both afterwards. */
final class SilencedLogs {

    private final Map<String, @Nullable Level> levels = new HashMap<>();
    private @Nullable Clock clock;

    void begin() {
        clock = GenericEventMessage.clock;
        for (String name : new String[] {"dev.ordersaga", "org.axonframework", "com.github.kagkarlsson"}) {
            Logger logger = (Logger) LoggerFactory.getLogger(name);
            levels.put(name, logger.getLevel());
            logger.setLevel(Level.OFF);
        }
    }

    void end() {
        GenericEventMessage.clock = Objects.requireNonNull(clock);
        levels.forEach((name, level) -> ((Logger) LoggerFactory.getLogger(name)).setLevel(level));
    }
}
