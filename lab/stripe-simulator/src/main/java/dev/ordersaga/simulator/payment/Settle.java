package dev.ordersaga.simulator.payment;

/** The bank's late answer to a payment that is processing. */
public record Settle(String intentId, boolean successfully) implements Operation {

    @Override
    public String op() {
        return "auth";
    }

    @Override
    public Effect decide(PaymentStore book, Moment moment) {
        Intent intent = book.intent(intentId).orElseThrow();
        if (intent.status() != IntentStatus.PROCESSING) {
            throw Refusal.unexpected(intent, "This PaymentIntent is not processing.");
        }
        Charge charge = intent.attempt();
        Confirmation confirmation = new Confirmation(Effect.on(intent, moment), moment);
        if (successfully) {
            return confirmation.approve(intent, PaymentMethods.of(charge.paymentMethod()), charge.id());
        }
        Failure why = Declines.byCode("insufficient_funds");
        return confirmation.refuse(intent, charge.withFailure(why), why);
    }
}
