package dev.ordersaga.systemtests;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * One order of the fault matrix.
 *
 * @param fault fault of the provider's API, as a part of a rule; empty for none
 * @param webhooks fault of webhook delivery, as a part of a rule; empty for none
 * @param scenario what the client does with the order
 */
record FaultMatrixCase(UUID orderId, String fault, String webhooks, Scenario scenario) {

    /** What follows the placing of an order; together the scenarios need every provider call. */
    enum Scenario {
        /** Nothing: captured on confirmation. */
        CONFIRMED_ONLY,
        /** Cancelled immediately: the capture is refunded. */
        CANCELLED,
        /** Authorized on confirmation, captured on shipment. */
        SHIPPED,
        /** Authorized and cancelled immediately: the authorization is voided. */
        RESERVED_AND_CANCELLED,
        /** A part of the capture is refunded by hand at the provider; then the order is cancelled. */
        REFUNDED_BY_HAND,
        /** The authorization is captured by hand at the provider; then the order is cancelled. */
        CAPTURED_BY_HAND,
        /** The authorization is canceled by hand at the provider; then the order is shipped. */
        CANCELED_BY_HAND;

        /** Cancelled immediately. */
        boolean isCancelled() {
            return this == CANCELLED || this == RESERVED_AND_CANCELLED;
        }

        boolean isReserved() {
            return this == SHIPPED
                    || this == RESERVED_AND_CANCELLED
                    || this == CAPTURED_BY_HAND
                    || this == CANCELED_BY_HAND;
        }

        boolean isByHand() {
            return this == REFUNDED_BY_HAND || this == CAPTURED_BY_HAND || this == CANCELED_BY_HAND;
        }
    }

    /** A definite no to captures, cancellations and refunds. */
    private static final String REFUSED = "\"refuse\",";

    /** A definite no to the charge, for a reason that has no parameter. */
    private static final String REFUSED_CHARGE = "\"refuse\",\"code\":\"payment_intent_invalid_parameter\"";

    static final List<String> FAULTS = List.of(
            "",
            "\"hang\"",
            "\"error\"",
            "\"reset\"",
            "\"reset\",\"form\":\"half-answer\"",
            "\"garbage\"",
            "\"rate-limit\"",
            "\"delay\",\"seconds\":1",
            "\"decline\"",
            "\"effect-then-hang\"",
            "\"effect-then-error\"",
            "\"effect-then-reset\"",
            "\"effect-then-garbage\"",
            REFUSED + "\"form\":\"state\"",
            REFUSED + "\"form\":\"validation\"",
            REFUSED_CHARGE);

    static final List<String> WEBHOOKS = List.of(
            "",
            "\"webhook-never\"",
            "\"webhook-early\"",
            "\"webhook-late\",\"seconds\":2",
            "\"webhook-duplicate\",\"count\":3",
            "\"webhook-shuffle\",\"seconds\":2");

    /** Every fault with every webhook fault; or, thin, each fault with one webhook fault chosen by the seed. */
    static List<FaultMatrixCase> all(long seed, boolean isThin) {
        Random random = new Random(seed);
        List<FaultMatrixCase> cells = new ArrayList<>();
        for (String fault : FAULTS) {
            int first = random.nextInt(WEBHOOKS.size());
            for (int i = 0; i < (isThin ? 1 : WEBHOOKS.size()); i++) {
                String webhooks = WEBHOOKS.get((first + i) % WEBHOOKS.size());
                for (Scenario scenario : Scenario.values()) {
                    if (!scenario.isByHand() || fault.isEmpty() || fault.startsWith(REFUSED)) {
                        cells.add(new FaultMatrixCase(id(random), fault, webhooks, scenario));
                    }
                }
            }
        }
        return cells;
    }

    /** The simulator's rules: once for the charge, and once for each call that may follow. */
    List<String> rules() {
        List<String> rules = new ArrayList<>();
        if (!fault.isEmpty()) {
            boolean isOfCharge = isDeclined();
            if (isOfCharge || !fault.startsWith(REFUSED)) {
                rules.add(rule(fault + ",\"op\":\"create\",\"times\":1"));
            }
            if (!isOfCharge) {
                for (String op : List.of("capture", "cancel", "refund")) {
                    rules.add(rule(fault + ",\"op\":\"" + op + "\",\"times\":1"));
                }
            }
        }
        if (!webhooks.isEmpty()) {
            rules.add(rule(webhooks));
        }
        return rules;
    }

    /** The body of the client's request. */
    String body() {
        String body = OrderClient.order("pm_card_visa");
        return scenario.isReserved() ? OrderClient.forShipment(body) : body;
    }

    String location() {
        return "/orders/" + orderId;
    }

    /** The possible final statuses. */
    List<String> possibleEnds() {
        if (scenario == Scenario.CANCELED_BY_HAND) {
            return isDeclined() ? List.of("REJECTED") : List.of("SHIPPED", "REJECTED");
        }
        if (scenario.isByHand()) {
            return List.of(isDeclined() ? "REJECTED" : "CANCELLED");
        }
        if (scenario.isCancelled()) {
            return isDeclined() ? List.of("CANCELLED", "REJECTED") : List.of("CANCELLED");
        }
        if (isDeclined()) {
            return List.of("REJECTED");
        }
        return List.of(scenario == Scenario.SHIPPED ? "SHIPPED" : "CONFIRMED");
    }

    private boolean isDeclined() {
        return fault.contains("decline") || fault.equals(REFUSED_CHARGE);
    }

    private String rule(String parts) {
        return "{\"fault\":" + parts + ",\"orderId\":\"" + orderId + "\"}";
    }

    private static UUID id(Random random) {
        long high = random.nextLong() & 0xFFFF_FFFF_FFFF_0FFFL | 0x4000L;
        long low = random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}
