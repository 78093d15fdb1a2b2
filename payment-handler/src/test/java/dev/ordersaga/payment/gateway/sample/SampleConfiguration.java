package dev.ordersaga.payment.gateway.sample;

import dev.ordersaga.payment.gateway.ConditionalOnPaymentProvider;
import dev.ordersaga.payment.gateway.PaymentProvider;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The sample provider, if it is enabled. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnPaymentProvider(SampleProvider.NAME)
@EnableConfigurationProperties(SampleSettings.class)
public class SampleConfiguration {

    @Bean
    PaymentProvider sampleProvider(SampleSettings settings, Clock clock) {
        return new SampleProvider(new SampleApi(clock), settings);
    }
}
