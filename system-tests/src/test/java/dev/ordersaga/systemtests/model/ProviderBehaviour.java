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

/** What happens at the provider without anybody asking for it: banks decide, customers act and complain. */
final class ProviderBehaviour {

    private final ProviderBooks books;
    private final ProviderDouble provider;
    private Choices choices = Choices.of();

    ProviderBehaviour(ProviderBooks books, ProviderDouble provider) {
        this.books = books;
        this.provider = provider;
    }

    void begin(Choices next) {
        choices = next;
    }

    /** One thing happens, if anything can. */
    void goOn() {
        List<Runnable> possible = possible(false);
        if (!possible.isEmpty()) {
            possible.get(choices.below(possible.size())).run();
        }
    }

    /** Something that was open is decided; false if nothing was. */
    boolean settle() {
        List<Runnable> open = possible(true);
        if (open.isEmpty()) {
            return false;
        }
        open.getFirst().run();
        return true;
    }

    private List<Runnable> possible(boolean onlyWhatIsOpen) {
        List<Runnable> possible = new ArrayList<>();
        for (ProviderCharge held : books.all()) {
            ofCharge(held, onlyWhatIsOpen, possible);
            for (MadeRefund made : held.refunds.values()) {
                ofRefund(held, made, onlyWhatIsOpen, possible);
            }
            ofDispute(held, onlyWhatIsOpen, possible);
        }
        return possible;
    }

    private void ofCharge(ProviderCharge held, boolean onlyWhatIsOpen, List<Runnable> possible) {
        switch (books.current(held)) {
            case Processing p -> possible.add(() -> decide(held));
            case ActionRequired a ->
                possible.add(() -> {
                    if (!onlyWhatIsOpen && choices.oneIn(3)) {
                        books.now(held, provider.waiting(held.reference));
                    } else {
                        decide(held);
                    }
                });
            case Authorized reserved -> {
                if (!onlyWhatIsOpen) {
                    possible.add(() -> books.now(held, new Voided(held.reference)));
                }
            }
            default -> {}
        }
    }

    private void decide(ProviderCharge held) {
        books.now(held, provider.decided(held.charge, held.reference));
    }

    private void ofRefund(ProviderCharge held, MadeRefund made, boolean onlyWhatIsOpen, List<Runnable> possible) {
        if (made.now instanceof RefundAnswer.Pending) {
            possible.add(() -> books.now(made, provider.decidedRefund()));
        }
        // Banks send refunds back; not those of an account that is in dispute.
        if (!onlyWhatIsOpen && held.dispute == null && made.now instanceof RefundAnswer.Succeeded) {
            possible.add(() -> books.now(made, new RefundAnswer.Failed("sent_back")));
        }
    }

    private void ofDispute(ProviderCharge held, boolean onlyWhatIsOpen, List<Runnable> possible) {
        DisputeAnswer known = held.dispute;
        if (known == null && !onlyWhatIsOpen && held.net() > 0) {
            possible.add(() -> {
                String reference = "du_of_" + held.reference;
                held.dispute = new DisputeAnswer(reference, held.money(held.net()), "fraudulent", null);
                books.disputed(held);
            });
        } else if (known != null && known.outcome() == null) {
            possible.add(() -> {
                DisputeOutcome outcome = choices.below(2) == 0 ? DisputeOutcome.WON : DisputeOutcome.LOST;
                held.dispute = new DisputeAnswer(known.reference(), known.amount(), known.reason(), outcome);
                books.disputed(held);
            });
        }
    }
}
