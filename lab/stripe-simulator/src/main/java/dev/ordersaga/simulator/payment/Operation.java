package dev.ordersaga.simulator.payment;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Something a caller asks for, or that comes due. */
public interface Operation {

    /** What the ledger calls it when it is refused. */
    String op();

    /** The intent it is about, null when that is still to be created. */
    @Nullable
    String intentId();

    /** The money it asks for, null when it leaves that to the intent. */
    default @Nullable Long amount() {
        return null;
    }

    /** How long the bank thinks before it decides. */
    default Duration patience(PaymentStore book) {
        return Duration.ZERO;
    }

    /**
     * Decides; changes nothing itself.
     *
     * @throws Refusal when the state does not allow it
     */
    Effect decide(PaymentStore book, Moment moment);
}
