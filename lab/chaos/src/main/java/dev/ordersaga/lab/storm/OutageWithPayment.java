package dev.ordersaga.lab.storm;

import dev.ordersaga.lab.system.Pause;
import dev.ordersaga.lab.system.ServiceProcess;
import dev.ordersaga.lab.system.SystemUnderTest;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.function.Supplier;

/**
 * An outage of all services while a customer is at the bank's page: the customer pays in time, but the services start
 * only after the deadline.
 */
final class OutageWithPayment {

    /** The storm's deadline for the customer's action. */
    static final int ACTION_DEADLINE_SECONDS = 15;

    private static final int POLLS = 40;

    private final SystemUnderTest system;
    private final Supplier<SimulatedClient> waitingCustomers;

    /** @param waitingCustomers clients whose payment method requires an action, and who do not act by themselves */
    OutageWithPayment(SystemUnderTest system, Supplier<SimulatedClient> waitingCustomers) {
        this.system = system;
        this.waitingCustomers = waitingCustomers;
    }

    String payMeanwhile() throws IOException, InterruptedException {
        SimulatedClient customer = waitingCustomers.get();
        if (!customer.place(4) || !isActionRequired(customer)) {
            return "no customer at the bank's page";
        }
        List<ServiceProcess> services = system.services();
        for (ServiceProcess service : services) {
            service.kill();
        }
        int status = system.simulator()
                .control("POST", "orders/" + customer.order() + "/authentication", "{\"outcome\":\"succeed\"}")
                .statusCode();
        Pause.of((ACTION_DEADLINE_SECONDS + 1) * 1_000L);
        for (ServiceProcess service : services) {
            service.start();
        }
        for (ServiceProcess service : services) {
            service.awaitReady();
        }
        return "paid during an outage: " + status + " of " + customer.order();
    }

    private static boolean isActionRequired(SimulatedClient customer) throws IOException, InterruptedException {
        for (int i = 0; i < POLLS; i++) {
            HttpResponse<String> order = customer.poll();
            if (order != null && order.statusCode() == 200 && order.body().contains("ACTION_REQUIRED")) {
                return true;
            }
            Pause.of(250);
        }
        return false;
    }
}
