package dev.ordersaga.payment.gateway.simulated;

import dev.ordersaga.payment.gateway.ConditionalOnPaymentProvider;
import dev.ordersaga.payment.gateway.PaymentProvider;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** The simulated provider, if it is enabled. Not in the jar of payment-handler but in one of its own, for evaluation and tests. */
@AutoConfiguration
@ConditionalOnPaymentProvider(SimulatedProvider.NAME)
public class SimulatedConfiguration {

    @Bean
    PaymentProvider simulatedProvider(Clock clock) {
        return new SimulatedProvider(clock);
    }
}
