package dev.ordersaga.payment.gateway.simulated;

import dev.ordersaga.payment.gateway.ConditionalOnPaymentProvider;
import dev.ordersaga.payment.gateway.PaymentProvider;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The simulated provider, if it is enabled. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnPaymentProvider(SimulatedProvider.NAME)
public class SimulatedConfiguration {

    @Bean
    PaymentProvider simulatedProvider(Clock clock) {
        return new SimulatedProvider(clock);
    }
}
