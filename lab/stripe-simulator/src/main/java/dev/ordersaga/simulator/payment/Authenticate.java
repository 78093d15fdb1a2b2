package dev.ordersaga.simulator.payment;

/** What the customer tells the bank when it asks. */
public record Authenticate(String intentId, boolean successfully) implements Operation {

    @Override
    public String op() {
        return "auth";
    }

    @Override
    public Effect decide(PaymentStore book, Moment moment) {
        Intent intent = book.intent(intentId).orElseThrow();
        if (intent.status() != IntentStatus.REQUIRES_ACTION) {
            throw Refusal.unexpected(intent, "This PaymentIntent does not wait for an authentication.");
        }
        Confirmation confirmation = new Confirmation(Effect.on(intent, moment), moment);
        if (!successfully) {
            return confirmation.refuse(intent, null, Declines.AUTHENTICATION_FAILED);
        }
        PaymentMethod method = PaymentMethods.of(String.valueOf(intent.paymentMethod()));
        return confirmation.approve(intent, method, moment.ids().next("ch"));
    }
}
