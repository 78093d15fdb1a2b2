package dev.ordersaga.lab.oracle;

/** The guarantees of the system. Each holds after recovery, whatever was killed, disconnected or delayed before. */
public enum Promise {
    O1("every accepted order is stored exactly once, and no order that no client requested"),
    O2("all responses to one idempotency key refer to the same order"),
    O3("every order is settled"),
    O4(
            "no idempotency key has more than one effect at the provider, no order more than one charge that is not refunded"),
    O5("refunded <= captured <= authorized <= total at any time; in the end the amounts of order and provider agree"),
    O6("the status view equals the fold of the events; reads of a client are monotonic"),
    O7("streams have no gaps, event ids are unique"),
    O8("a settled order leaves no saga, deadline or scheduled call"),
    O9("no dead letters except of orders that were made to fail"),
    O10("every charge at the provider is recorded, no payment attempt is without a result"),
    O11("an order that the customer paid before its deadline is not rejected for it"),
    O12("no end state that wants a person, and no difference to the provider, is without a case"),
    O13("no order is rejected for time whose provider was not asked");

    private final String text;

    Promise(String text) {
        this.text = text;
    }

    /** One sentence. */
    public String text() {
        return text;
    }
}
