package dev.ordersaga.lab.storm;

import java.util.List;
import java.util.Random;

/**
 * What a simulated client does with its order.
 *
 * @param method payment method
 * @param ownId whether the client chooses the order's id
 * @param forShipment whether the payment is captured at shipment
 * @param cancels whether the order is cancelled at once
 * @param ships whether the order is shipped, if captured at shipment
 * @param refunds number of refunds
 */
record OrderScenario(String method, boolean ownId, boolean forShipment, boolean cancels, boolean ships, int refunds) {

    private static final String ACTION_REQUIRED = "pm_card_authenticationRequired";

    /** The customer is at the bank's page, and acts only when told to. */
    static final OrderScenario WAITING = new OrderScenario(ACTION_REQUIRED, true, false, false, false, 0);

    private static final List<String> METHODS = List.of(
            "pm_card_visa",
            "pm_card_visa",
            "pm_card_visa",
            "pm_card_mastercard",
            "pm_card_visa_debit",
            "pm_card_visa_chargeDeclined",
            "pm_card_chargeDeclinedLostCard",
            "pm_slow_1s",
            ACTION_REQUIRED);

    /** One of each kind. */
    static final List<OrderScenario> ALL = List.of(
            new OrderScenario("pm_card_visa", true, false, false, false, 0),
            new OrderScenario("pm_card_visa_chargeDeclined", false, false, false, false, 0),
            new OrderScenario("pm_card_visa", false, false, true, false, 0),
            new OrderScenario("pm_card_visa", true, true, true, false, 0),
            new OrderScenario("pm_card_visa", false, true, false, true, 1),
            new OrderScenario("pm_card_mastercard", true, false, false, false, 2));

    /** Whether the customer has to act at the bank's page. */
    boolean requiresAction() {
        return method.equals(ACTION_REQUIRED);
    }

    /** A random one. */
    static OrderScenario any(Random random) {
        boolean ownId = random.nextBoolean();
        boolean forShipment = random.nextInt(4) == 0;
        String method = METHODS.get(random.nextInt(METHODS.size()));
        boolean cancels = random.nextInt(6) == 0;
        boolean ships = random.nextInt(3) > 0;
        return new OrderScenario(
                method, ownId, forShipment, cancels, ships, random.nextInt(3) == 0 ? 1 + random.nextInt(3) : 0);
    }
}
