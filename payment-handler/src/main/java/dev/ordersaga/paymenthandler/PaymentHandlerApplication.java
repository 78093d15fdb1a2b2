package dev.ordersaga.paymenthandler;

import dev.ordersaga.operations.apikey.ApiKeyCommandConfiguration;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Import;

/** Main class of payment-handler as its own process. Settings: {@code application.yaml}. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(PaymentHandlerConfiguration.class)
public class PaymentHandlerApplication {

    public static void main(String[] args) {
        if (!ApiKeyCommandConfiguration.runs(args)) {
            builder().run(args);
        }
    }

    /** The application as {@link #main} starts it, for tests. */
    public static SpringApplicationBuilder builder() {
        return new SpringApplicationBuilder(PaymentHandlerApplication.class);
    }
}
