package dev.ordersaga.payment;

import dev.ordersaga.eventstore.aggregates.RecordCommandTargetResolver;
import dev.ordersaga.eventstore.aggregates.ReleasingLockFactory;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The payment aggregate, and how other packages send commands to it and read it. */
@Configuration(proxyBeanMethods = false)
public class PaymentConfiguration {

    @Bean
    ConfigurerModule paymentAggregate() {
        return configurer -> configurer.configureAggregate(AggregateConfigurer.defaultConfiguration(Payment.class)
                .configureCommandTargetResolver(c -> new RecordCommandTargetResolver())
                .configureLockFactory(c -> new ReleasingLockFactory()));
    }

    @Bean
    PaymentCommands paymentCommands(CommandGateway commands) {
        return new PaymentCommands(commands);
    }

    @Bean
    PaymentReader paymentReader(EventStore events, TransactionManager transactions) {
        return new PaymentReader(events, transactions);
    }
}
