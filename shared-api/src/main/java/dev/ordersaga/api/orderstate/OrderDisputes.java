package dev.ordersaga.api.orderstate;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.order.DisputeClosed;
import dev.ordersaga.api.order.DisputeOpened;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Disputes (chargebacks) over one order. Immutable.
 *
 * @param list in the order of their last change: the one opened or closed last comes last
 */
public record OrderDisputes(List<Dispute> list) {

    static final OrderDisputes NONE = new OrderDisputes(List.of());

    public OrderDisputes {
        list = List.copyOf(list);
    }

    /** Whether this dispute was ever opened. */
    public boolean isKnown(String reference) {
        return find(reference).isPresent();
    }

    /** Whether the bank has not decided this dispute. */
    public boolean isOpen(String reference) {
        return find(reference).filter(Dispute::isOpen).isPresent();
    }

    boolean anyOpen() {
        return list.stream().anyMatch(Dispute::isOpen);
    }

    boolean anyLost() {
        return list.stream().anyMatch(Dispute::isLost);
    }

    /**
     * What of this amount the bank neither withholds for an open dispute nor returned to the customer for a lost one.
     * Nothing if one of these is in another currency: what it is worth is not known here.
     */
    Money undisputed(Money amount) {
        Money zero = Money.zero(amount.currency());
        Money withheld = zero;
        for (Dispute dispute : list) {
            if (dispute.isOpen() || dispute.isLost()) {
                if (!dispute.amount().currency().equals(amount.currency())) {
                    return zero;
                }
                withheld = withheld.plus(dispute.amount());
            }
        }
        return withheld.isMoreThan(amount) ? zero : amount.minus(withheld);
    }

    /** What of this amount the bank did not return to the customer for a lost dispute; other currencies do not count. */
    Money notLost(Money amount) {
        Money left = amount;
        for (Dispute dispute : list) {
            if (dispute.isLost() && dispute.amount().currency().equals(amount.currency())) {
                left = dispute.amount().isMoreThan(left) ? Money.zero(amount.currency()) : left.minus(dispute.amount());
            }
        }
        return left;
    }

    OrderDisputes opened(DisputeOpened event) {
        return with(new Dispute(event.dispute(), event.amount(), event.reason(), null, event.evidenceUntil()));
    }

    OrderDisputes closed(DisputeClosed event) {
        Dispute opened = find(event.dispute())
                .orElseThrow(() -> new IllegalStateException("dispute " + event.dispute() + " was never opened"));
        return with(
                new Dispute(event.dispute(), event.amount(), opened.reason(), event.outcome(), opened.evidenceUntil()));
    }

    private OrderDisputes with(Dispute dispute) {
        List<Dispute> result = new ArrayList<>(list);
        result.removeIf(other -> other.reference().equals(dispute.reference()));
        result.add(dispute);
        return new OrderDisputes(result);
    }

    private Optional<Dispute> find(String reference) {
        return list.stream()
                .filter(dispute -> dispute.reference().equals(reference))
                .findFirst();
    }
}
