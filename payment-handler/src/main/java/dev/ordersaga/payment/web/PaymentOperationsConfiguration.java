package dev.ordersaga.payment.web;

import dev.ordersaga.operations.audit.AuditedActions;
import dev.ordersaga.operations.web.Actions;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What operators see of the provider. */
@Configuration(proxyBeanMethods = false)
public class PaymentOperationsConfiguration {

    @Bean
    StuckCallsController stuckCallsController(StuckCalls calls, AuditedActions audited) {
        return new StuckCallsController(calls, new Actions(audited));
    }

    /** The simulated provider keeps no books. */
    @Bean
    @ConditionalOnProperty(name = "payment-handler.gateway", havingValue = "stripe")
    FindingsController findingsController(OpenFindings findings, AuditedActions audited) {
        return new FindingsController(findings, new Actions(audited));
    }
}
