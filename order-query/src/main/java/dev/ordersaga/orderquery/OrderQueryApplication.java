package dev.ordersaga.orderquery;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Import;

/** Main class of order-query as its own process. Settings: {@code order-query.yaml}. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(OrderQueryConfiguration.class)
public class OrderQueryApplication {

    public static void main(String[] args) {
        new SpringApplicationBuilder(OrderQueryApplication.class)
                .properties("spring.config.name=order-query")
                .run(args);
    }
}
