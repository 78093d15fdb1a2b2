package dev.ordersaga.systemtests;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * One order of the fault matrix.
 *
 * @param fault what the provider does to its requests, as a part of a rule; empty for nothing
 * @param webhooks how the provider's messages come, as a part of a rule; empty for: in order
 * @param story what its customer does with it
 */
record FaultMatrixCase(UUID orderId, String fault, String webhooks, Story story) {

    /** What happens to an order besides being placed: so that each call to the provider is needed by some of them. */
    enum Story {
        /** Nothing: its money is taken with the confirmation. */
        KEPT,
        /** Cancelled at once: what was taken is given back. */
        CANCELLED,
        /** Its money is reserved, and taken with the shipment. */
        SHIPPED,
        /** Its money is reserved, and it is cancelled at once: the reservation is released. */
        RESERVED_AND_CANCELLED;

        boolean isCancelled() {
            return this == CANCELLED || this == RESERVED_AND_CANCELLED;
        }

        boolean isReserved() {
            return this == SHIPPED || this == RESERVED_AND_CANCELLED;
        }
    }

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
            "\"effect-then-garbage\"");

    static final List<String> WEBHOOKS = List.of(
            "",
            "\"webhook-never\"",
            "\"webhook-early\"",
            "\"webhook-late\",\"seconds\":2",
            "\"webhook-duplicate\",\"count\":3",
            "\"webhook-shuffle\",\"seconds\":2");

    /** Every fault with every order of messages; or, thin, each fault with one of them, which the seed chooses. */
    static List<FaultMatrixCase> all(long seed, boolean isThin) {
        Random random = new Random(seed);
        List<FaultMatrixCase> cells = new ArrayList<>();
        for (String fault : FAULTS) {
            int first = random.nextInt(WEBHOOKS.size());
            for (int i = 0; i < (isThin ? 1 : WEBHOOKS.size()); i++) {
                String webhooks = WEBHOOKS.get((first + i) % WEBHOOKS.size());
                for (Story story : Story.values()) {
                    cells.add(new FaultMatrixCase(id(random), fault, webhooks, story));
                }
            }
        }
        return cells;
    }

    /** The rules that make the provider behave so: once for the charge, and once for each call that may follow. */
    List<String> rules() {
        List<String> rules = new ArrayList<>();
        if (!fault.isEmpty()) {
            rules.add(rule(fault + ",\"op\":\"create\",\"times\":1"));
            if (!fault.contains("decline")) {
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

    /** What the customer sends. */
    String body() {
        String body = OrderClient.order("pm_card_visa");
        return story.isReserved() ? OrderClient.forShipment(body) : body;
    }

    String location() {
        return "/orders/" + orderId;
    }

    /** How it may end, by its status. */
    List<String> possibleEnds() {
        if (story.isCancelled()) {
            return isDeclined() ? List.of("CANCELLED", "REJECTED") : List.of("CANCELLED");
        }
        if (isDeclined()) {
            return List.of("REJECTED");
        }
        return List.of(story == Story.SHIPPED ? "SHIPPED" : "CONFIRMED");
    }

    private boolean isDeclined() {
        return fault.contains("decline");
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
