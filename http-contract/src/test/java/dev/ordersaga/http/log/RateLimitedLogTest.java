package dev.ordersaga.http.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class RateLimitedLogTest {

    private final Logger logger = (Logger) LoggerFactory.getLogger(RateLimitedLogTest.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
    private final RateLimitedLog log = new RateLimitedLog(logger, now::get);

    RateLimitedLogTest() {
        lines.start();
        logger.addAppender(lines);
        logger.setAdditive(false);
    }

    @Test
    void floodIsAHandfulOfLinesWithItsSize() {
        warn(2_000);

        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "Refused (1 within a minute)",
                        "Refused (10 within a minute)",
                        "Refused (100 within a minute)",
                        "Refused (1000 within a minute)");
    }

    @Test
    void eachMinuteIsCountedByItself() {
        warn(3);
        now.addAndGet(TimeUnit.MINUTES.toNanos(1));
        warn(3);

        assertThat(lines.list).hasSize(2);
    }

    private void warn(int times) {
        for (int i = 0; i < times; i++) {
            log.warn("Refused");
        }
    }
}
