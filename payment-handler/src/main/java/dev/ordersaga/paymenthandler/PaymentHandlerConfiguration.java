package dev.ordersaga.paymenthandler;

import dev.ordersaga.eventprocessing.hold.Hold;
import dev.ordersaga.eventstore.schema.SchemaMigration;
import dev.ordersaga.http.HttpContractConfiguration;
import dev.ordersaga.operations.OperationsConfiguration;
import dev.ordersaga.payment.PaymentConfiguration;
import dev.ordersaga.payment.execution.PaymentExecutionConfiguration;
import dev.ordersaga.payment.gateway.PaymentProviders;
import dev.ordersaga.payment.gateway.circuitbreaker.CircuitBreakerConfiguration;
import dev.ordersaga.payment.gateway.circuitbreaker.ProtectedProviders;
import dev.ordersaga.payment.gateway.hold.HeldGateway;
import dev.ordersaga.payment.gateway.stripe.StripeConfiguration;
import dev.ordersaga.payment.reconciliation.ReconciliationConfiguration;
import dev.ordersaga.payment.webhook.WebhookConfiguration;
import dev.ordersaga.privacy.PrivacyConfiguration;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The payment-handler service. */
@Configuration(proxyBeanMethods = false)
@Import({
    HttpContractConfiguration.class,
    OperationsConfiguration.class,
    PrivacyConfiguration.class,
    PaymentConfiguration.class,
    PaymentExecutionConfiguration.class,
    WebhookConfiguration.class,
    ReconciliationConfiguration.class,
    CircuitBreakerConfiguration.class,
    // One line for each payment provider; the setting payment-handler.providers enables it. The simulated one is an
    // auto-configuration of a jar of its own, which no production artefact contains.
    StripeConfiguration.class
})
@EnableConfigurationProperties(PaymentHandlerSettings.class)
public class PaymentHandlerConfiguration {

    @Bean
    SchemaMigration paymentHandlerSchema(DataSource dataSource) {
        return SchemaMigration.of(dataSource, "paymenthandler");
    }

    @Bean
    PaymentProviders paymentProviders(PaymentHandlerSettings settings, ProtectedProviders available, Hold hold) {
        var held = available.providers().stream()
                .map(provider -> HeldGateway.protect(provider, hold))
                .toList();
        return new PaymentProviders(settings.providers(), held);
    }
}
