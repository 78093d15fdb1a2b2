package dev.ordersaga.orderquery;

import dev.ordersaga.operations.apikey.ApiKeyCommandConfiguration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/** Main class of order-query as its own process. Settings: {@code application.yaml}. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(OrderQueryConfiguration.class)
public class OrderQueryApplication {

    public static void main(String[] args) {
        if (!ApiKeyCommandConfiguration.runs(args)) {
            SpringApplication.run(OrderQueryApplication.class, args);
        }
    }
}
