package dev.ordersaga.lab.oracle;

/** What the system promises, line by line. Each holds whatever was killed, cut or delayed, once all of it is healed. */
public enum Promise {
    O1("every accepted order is stored exactly once, and none that nobody asked for"),
    O2("all answers to one key name the same order"),
    O3("every order is settled"),
    O4("no key has more than one effect at the provider, no order more than one charge that stays"),
    O5("refunded <= captured <= authorized <= total at every moment; at the end the money is where the order says"),
    O6("the view is the fold of the events, and no client saw it go back"),
    O7("each stream is unbroken, each event has its own id"),
    O8("a settled order leaves no saga, no deadline and no call behind"),
    O9("nothing is set aside that was not poisoned"),
    O10("every charge at the provider is known, no attempt is left without an answer");

    private final String words;

    Promise(String words) {
        this.words = words;
    }

    /** In one sentence. */
    public String words() {
        return words;
    }
}
