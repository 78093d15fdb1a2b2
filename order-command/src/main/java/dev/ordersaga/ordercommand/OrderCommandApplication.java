package dev.ordersaga.ordercommand;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Import;

/** Main class of order-command as its own process. Settings: {@code order-command.yaml}. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(OrderCommandConfiguration.class)
public class OrderCommandApplication {

    public static void main(String[] args) {
        new SpringApplicationBuilder(OrderCommandApplication.class)
                .properties("spring.config.name=order-command")
                .run(args);
    }
}
