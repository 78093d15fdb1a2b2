package dev.ordersaga.eventstore.reading;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Metrics of reading, where Micrometer is on the class path. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(MeterBinder.class)
public class ReadingMetricsConfiguration {

    @Bean
    MeterBinder readingMetrics(ExactReading reading) {
        return registry -> {
            Gauge.builder("eventstore.head", reading, ExactReading::head)
                    .description("the highest index that was handed out, as of the last look")
                    .register(registry);
            TimeGauge.builder(
                            "eventstore.holdback",
                            reading,
                            TimeUnit.MILLISECONDS,
                            r -> r.holdBack().duration().toMillis())
                    .description("how long readers have been waiting at an index that is still open")
                    .register(registry);
            Gauge.builder(
                            "eventstore.holdback.blocker.pid",
                            reading,
                            r -> r.blocker().map(BlockingTransaction::pid).orElse(0))
                    .description("the backend that readers have been waiting for, for more than a second; else 0")
                    .register(registry);
            TimeGauge.builder(
                            "eventstore.holdback.blocker.transaction",
                            reading,
                            TimeUnit.MILLISECONDS,
                            r -> r.blockerAge().toMillis())
                    .description("how long that backend's transaction has been open")
                    .register(registry);
        };
    }
}
