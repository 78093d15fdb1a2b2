package dev.ordersaga.standalone;

import dev.ordersaga.ordercommand.OrderCommandConfiguration;
import dev.ordersaga.orderquery.OrderQueryConfiguration;
import dev.ordersaga.paymenthandler.PaymentHandlerConfiguration;
import java.security.SecureRandom;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Import;

/** Starts all services in one process. Settings: {@code standalone.yaml}. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({
    OrderCommandConfiguration.class,
    PaymentHandlerConfiguration.class,
    OrderQueryConfiguration.class,
    StandaloneConfiguration.class
})
public class StandaloneApplication {

    public static void main(String[] args) {
        builder().run(args);
    }

    /** The application as {@link #main} starts it, for tests. */
    public static SpringApplicationBuilder builder() {
        SecureRandom random = new SecureRandom();
        return new SpringApplicationBuilder(StandaloneApplication.class)
                .initializers(new InitialApiKey(random), new EmbeddedStripeSimulator(random))
                // Not application.yaml: each service has one on this class path.
                .properties("spring.config.name=standalone");
    }
}
