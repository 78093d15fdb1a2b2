package dev.ordersaga.ordercommand;

import dev.ordersaga.operations.apikey.ApiKeyCommandConfiguration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/** Main class of order-command as its own process. Settings: {@code application.yaml}. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(OrderCommandConfiguration.class)
public class OrderCommandApplication {

    public static void main(String[] args) {
        if (!ApiKeyCommandConfiguration.runs(args)) {
            SpringApplication.run(OrderCommandApplication.class, args);
        }
    }
}
