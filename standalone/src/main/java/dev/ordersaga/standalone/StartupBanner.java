package dev.ordersaga.standalone;

import dev.ordersaga.eventprocessing.hold.Hold;
import dev.ordersaga.operations.access.OperationsPort;
import java.nio.file.Path;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;

/** Prints, once the system is ready, how to place a first order and the addresses of everything that runs. */
class StartupBanner implements ApplicationListener<ApplicationReadyEvent> {

    private final Environment environment;
    private final StandaloneSettings settings;
    private final LocalPostgres postgres;
    private final OperationsPort operations;
    private final Hold hold;

    StartupBanner(
            Environment environment,
            StandaloneSettings settings,
            LocalPostgres postgres,
            OperationsPort operations,
            Hold hold) {
        this.environment = environment;
        this.settings = settings;
        this.postgres = postgres;
        this.operations = operations;
        this.hold = hold;
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent event) {
        System.out.print(text());
    }

    private String text() {
        String api = "http://127.0.0.1:" + environment.getProperty("local.server.port");
        String management = "http://127.0.0.1:" + environment.getProperty("local.management.port");
        Path folder = settings.dataFolder().toAbsolutePath().normalize();
        return """

                order-saga is ready%7$s.

                  Place an order, with the API key of this folder:
                    AUTH="Authorization: Bearer $(cat '%8$s')"
                    curl -i %1$s/orders -H "$AUTH" -H 'Content-Type: application/json' -H 'Idempotency-Key: "my-first-order"' -d '
                      { "customerId": "17850", "currency": "GBP", "paymentMethod": "pm_card_visa",
                        "lines": [ { "sku": "85123A", "quantity": 6, "unitPrice": "2.55" } ] }'

                  Poll its status (the Location of the response), or list all orders:
                    curl -i -H "$AUTH" %1$s/orders

                  Health and metrics:  %2$s/actuator/health  %2$s/actuator/prometheus
                  Operator alerts:     curl -H "$AUTH" http://127.0.0.1:%5$d/operations/alerts
                  Database:            PGPASSFILE='%9$s' psql '%3$s'
                  Payment provider:    %6$s
                  Data folder:         %4$s (kept across restarts; delete it to start empty)

                """.formatted(
                api,
                management,
                postgres.jdbcUrl().substring("jdbc:".length()).replace("://", "://" + PostgresServer.USER + "@"),
                folder,
                operations.number(),
                paymentProvider(),
                hold.isInForce()
                        ? ", ON HOLD: no payment call is made, no deadline fires, until POST /operations/hold/release"
                        : "",
                InitialApiKey.fileIn(folder),
                folder.resolve(DatabasePasswords.FILE));
    }

    private String paymentProvider() {
        return EmbeddedStripeSimulator.isEnabled(environment)
                ? environment.getProperty(EmbeddedStripeSimulator.STRIPE_API_BASE, "Stripe")
                : "simulated in this process (--payment-handler.providers=stripe starts a Stripe simulator)";
    }
}
