package dev.ordersaga.outboxreference;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Import;

/** Starts the service. Settings: {@code outbox-reference.yaml}. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(OutboxConfiguration.class)
public class OutboxReferenceApplication {

    public static void main(String[] args) {
        new SpringApplicationBuilder(OutboxReferenceApplication.class)
                .properties("spring.config.name=outbox-reference")
                .run(args);
    }
}
