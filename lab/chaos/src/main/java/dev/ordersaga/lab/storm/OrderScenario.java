package dev.ordersaga.lab.storm;

import java.util.List;
import java.util.Random;

/**
 * What a shopper wants.
 *
 * @param method how it is to be paid
 * @param ownId whether the order goes under an id of the shopper's own
 * @param forShipment whether money is only reserved until the order is shipped
 * @param cancels whether it is given up at once
 * @param ships whether it is shipped, if it is for shipment
 * @param refunds how many times money is wanted back
 */
record OrderScenario(String method, boolean ownId, boolean forShipment, boolean cancels, boolean ships, int refunds) {

    private static final List<String> METHODS = List.of(
            "pm_card_visa",
            "pm_card_visa",
            "pm_card_visa",
            "pm_card_mastercard",
            "pm_card_visa_debit",
            "pm_card_visa_chargeDeclined",
            "pm_card_chargeDeclinedLostCard",
            "pm_slow_1s");

    /** One of each kind. */
    static final List<OrderScenario> ALL = List.of(
            new OrderScenario("pm_card_visa", true, false, false, false, 0),
            new OrderScenario("pm_card_visa_chargeDeclined", false, false, false, false, 0),
            new OrderScenario("pm_card_visa", false, false, true, false, 0),
            new OrderScenario("pm_card_visa", true, true, true, false, 0),
            new OrderScenario("pm_card_visa", false, true, false, true, 1),
            new OrderScenario("pm_card_mastercard", true, false, false, false, 2));

    /** Any. */
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
