package dev.ordersaga.systemtests.model;

import dev.ordersaga.api.payment.DisputeOutcome;
import dev.ordersaga.payment.gateway.DisputeAnswer;
import dev.ordersaga.payment.gateway.ProviderAnswer.ActionRequired;
import dev.ordersaga.payment.gateway.ProviderAnswer.Authorized;
import dev.ordersaga.payment.gateway.ProviderAnswer.Processing;
import dev.ordersaga.payment.gateway.ProviderAnswer.Voided;
import dev.ordersaga.payment.gateway.RefundAnswer;
import dev.ordersaga.systemtests.model.ProviderCharge.MadeRefund;
import java.util.ArrayList;
import java.util.List;

/** Asynchronous changes at the provider: banks decide, customers authenticate and dispute. */
final class ProviderBehaviour {

    private final InMemoryProviderRecords records;
    private final ProviderDouble provider;
    private Choices choices = Choices.of();

    ProviderBehaviour(InMemoryProviderRecords records, ProviderDouble provider) {
        this.records = records;
        this.provider = provider;
    }

    void begin(Choices next) {
        choices = next;
    }

    /** One possible change, if any. */
    void proceed() {
        List<Runnable> possible = possible(false);
        if (!possible.isEmpty()) {
            possible.get(choices.below(possible.size())).run();
        }
    }

    /** Decides one open charge, refund or dispute; false if there is none. */
    boolean settle() {
        List<Runnable> open = possible(true);
        if (open.isEmpty()) {
            return false;
        }
        open.getFirst().run();
        return true;
    }

    private List<Runnable> possible(boolean onlyOpen) {
        List<Runnable> possible = new ArrayList<>();
        for (ProviderCharge held : records.all()) {
            ofCharge(held, onlyOpen, possible);
            for (MadeRefund made : held.refunds.values()) {
                ofRefund(held, made, onlyOpen, possible);
            }
            ofDispute(held, onlyOpen, possible);
            if (!onlyOpen) {
                byHand(held, possible);
            }
        }
        return possible;
    }

    private void ofCharge(ProviderCharge held, boolean onlyOpen, List<Runnable> possible) {
        switch (records.current(held)) {
            case Processing p -> possible.add(() -> decide(held));
            case ActionRequired a ->
                possible.add(() -> {
                    if (!onlyOpen && choices.oneIn(3)) {
                        records.now(held, provider.waiting(held.reference));
                    } else {
                        decide(held);
                    }
                });
            case Authorized reserved -> {
                if (!onlyOpen) {
                    possible.add(() -> records.now(held, new Voided(held.reference)));
                }
            }
            default -> {}
        }
    }

    /** Changes in the provider's dashboard. */
    private void byHand(ProviderCharge held, List<Runnable> possible) {
        if (held.dispute == null && held.net() > 0 && choices.oneIn(4)) {
            possible.add(() -> records.refundByHand(held, 1 + choices.below((int) held.net())));
        }
        if (choices.oneIn(8)) {
            possible.add(() -> records.addUnreadable(held.charge.orderId()));
        }
        if (held.isUndecided()) {
            possible.add(() -> records.now(held, new Voided(held.reference)));
        }
    }

    private void decide(ProviderCharge held) {
        records.now(held, provider.decided(held.charge, held.reference));
    }

    private void ofRefund(ProviderCharge held, MadeRefund made, boolean onlyOpen, List<Runnable> possible) {
        if (made.now instanceof RefundAnswer.Pending) {
            possible.add(() -> records.now(made, provider.decidedRefund()));
        }
        // Banks return refunds, but not those of a disputed charge.
        if (!onlyOpen && held.dispute == null && made.now instanceof RefundAnswer.Succeeded) {
            possible.add(() -> records.now(made, new RefundAnswer.Failed("sent_back")));
        }
    }

    private void ofDispute(ProviderCharge held, boolean onlyOpen, List<Runnable> possible) {
        DisputeAnswer known = held.dispute;
        if (known == null && !onlyOpen && held.net() > 0) {
            possible.add(() -> {
                String reference = "du_of_" + held.reference;
                held.dispute = new DisputeAnswer(reference, held.money(held.net()), "fraudulent", null, null);
                records.disputed(held);
            });
        } else if (known != null && known.outcome() == null) {
            possible.add(() -> {
                DisputeOutcome outcome = choices.below(2) == 0 ? DisputeOutcome.WON : DisputeOutcome.LOST;
                held.dispute = new DisputeAnswer(known.reference(), known.amount(), known.reason(), outcome, null);
                records.disputed(held);
            });
        }
    }
}
