package dev.ordersaga.simulator.payment;

import java.util.List;
import java.util.Optional;

/** Objects by their ids. */
public interface Lookup {

    Optional<Intent> intent(String id);

    /** The intent with that charge as its last one, or as it was when that charge was its last one. */
    Optional<Intent> charge(String id);

    Optional<Refund> refund(String id);

    /** Refunds of that charge, newest first. */
    List<Refund> refundsOf(String chargeId);
}
