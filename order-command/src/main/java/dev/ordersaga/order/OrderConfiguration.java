package dev.ordersaga.order;

import dev.ordersaga.eventstore.aggregates.RecordCommandTargetResolver;
import dev.ordersaga.eventstore.aggregates.ReleasingLockFactory;
import dev.ordersaga.order.requester.Requester;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wiring of the order aggregate. */
@Configuration(proxyBeanMethods = false)
public class OrderConfiguration {

    @Bean
    ConfigurerModule orderAggregate() {
        return configurer -> configurer.configureAggregate(AggregateConfigurer.defaultConfiguration(Order.class)
                .configureCommandTargetResolver(c -> new RecordCommandTargetResolver())
                .configureLockFactory(c -> new ReleasingLockFactory()));
    }

    /** Who changed an order is stored with the events of the command. */
    @Bean
    CorrelationDataProvider requesterCorrelation() {
        return Requester::correlationOf;
    }
}
