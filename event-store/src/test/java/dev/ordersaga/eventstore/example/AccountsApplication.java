package dev.ordersaga.eventstore.example;

import dev.ordersaga.eventstore.serialization.PayloadTypes;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/** The README quotes parts of this file. */
@SpringBootApplication
class AccountsApplication {

    record OpenAccount(@TargetAggregateIdentifier String id) {}

    record AccountOpened(String id) {}

    @Bean
    PayloadTypes payloadTypes() {
        return PayloadTypes.of(AccountOpened.class);
    }

    @Aggregate
    static class Account {

        @AggregateIdentifier
        private @Nullable String id;

        Account() {}

        @CommandHandler
        Account(OpenAccount command) {
            AggregateLifecycle.apply(new AccountOpened(command.id()));
        }

        @EventSourcingHandler
        void on(AccountOpened event) {
            id = event.id();
        }
    }

    @Component
    static class OpenedAccounts {

        final List<String> ids = new CopyOnWriteArrayList<>();

        @EventHandler
        void on(AccountOpened event) {
            ids.add(event.id());
        }
    }
}
