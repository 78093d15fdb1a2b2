package dev.ordersaga.standalone;

import dev.ordersaga.order.OrderCommandModule;
import dev.ordersaga.orderstatus.OrderQueryModule;
import dev.ordersaga.payment.PaymentModule;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Import;

/** The whole system with one command. Settings: {@code standalone.yaml}. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({OrderCommandModule.class, PaymentModule.class, OrderQueryModule.class, StandaloneModule.class})
public class StandaloneApplication {

    public static void main(String[] args) {
        builder().run(args);
    }

    /** The application as {@link #main} starts it, for tests that start it too. */
    static SpringApplicationBuilder builder() {
        return new SpringApplicationBuilder(StandaloneApplication.class)
                .initializers(new LocalProvider())
                .properties("spring.config.name=standalone");
    }
}
