package dev.ordersaga.order.requester;

import dev.ordersaga.api.order.OrderPlaced;
import dev.ordersaga.api.privacy.PersonalData;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;

/**
 * Who requests a client's command: metadata of its message. The commands of the process have none and may change any order.
 *
 * @param name stored with the events that the command causes; never a customer's
 * @param tenant whose orders it may change; null for those of all tenants
 * @param customerId only whose orders it may change; null for those of all customers
 */
public record Requester(
        String name, @Nullable String tenant, @Nullable String customerId) {

    /** The metadata key of the name, also in stored events. */
    private static final String CALLER = "caller";

    private static final String TENANT = "callerTenant";
    private static final String CUSTOMER = "callerCustomer";

    /** The requester of a command; empty for a command of the process. */
    private static Optional<Requester> of(CommandMessage<?> command) {
        MetaData metadata = command.getMetaData();
        return Optional.ofNullable((String) metadata.get(CALLER))
                .map(name -> new Requester(name, (String) metadata.get(TENANT), (String) metadata.get(CUSTOMER)));
    }

    /** Whether the requester of a command may see and change this order. */
    public static boolean permits(CommandMessage<?> command, OrderPlaced order) {
        return of(command).map(requester -> requester.mayAccess(order)).orElse(true);
    }

    public MetaData asMetaData() {
        Map<String, @Nullable String> metadata = new HashMap<>();
        metadata.put(CALLER, name);
        metadata.put(TENANT, tenant);
        metadata.put(CUSTOMER, customerId);
        metadata.values().removeIf(Objects::isNull);
        return MetaData.from(metadata);
    }

    /** What the events of a command get of its metadata: the caller is not passed on to what follows from the events. */
    public static Map<String, ?> correlationOf(Message<?> message) {
        return message instanceof CommandMessage<?> && message.getMetaData().containsKey(CALLER)
                ? message.getMetaData().subset(CALLER)
                : Map.of();
    }

    private boolean mayAccess(OrderPlaced order) {
        return (tenant == null || tenant.equals(order.tenant())) && (customerId == null || isOf(order));
    }

    /** Of an erased customer only the replacement of the id is known, which may also be an id. */
    private boolean isOf(OrderPlaced order) {
        return order.customerId().equals(customerId) && !order.customerId().equals(PersonalData.ERASED);
    }
}
