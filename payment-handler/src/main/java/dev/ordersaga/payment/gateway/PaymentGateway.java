package dev.ordersaga.payment.gateway;

import java.util.Optional;

/**
 * A payment provider. Every method tells where the charge stands at the provider <em>now</em>, and may be repeated any
 * number of times with the same arguments: whatever it does, it does once.
 *
 * <p>An exception, whichever, means that nothing is known: the provider may or may not have acted. The caller asks again
 * later. So an adapter throws on time-outs, on broken or unreadable answers and on refusals that are our own fault, and
 * never turns any of them into {@link ProviderAnswer.Declined}.
 *
 * <p>Calls may block (adapters set their own time-outs); they are made outside any transaction.
 */
public interface PaymentGateway {

    /**
     * Asks for the money: reserves it, or also takes it, as the charge's capture mode says.
     *
     * @return {@code Authorized}, {@code Captured}, {@code Declined}, {@code ActionRequired} or {@code Processing}
     */
    ProviderAnswer authorize(Charge charge);

    /**
     * Looks the charge up by its idempotency key (or its reference, where known) without changing anything.
     *
     * @return empty if the provider never heard of it
     */
    Optional<ProviderAnswer> find(Charge charge);

    /**
     * Takes, in full, what is reserved.
     *
     * @param idempotencyKey the key of the capture
     * @return {@code Captured}; {@code Voided} if the reservation had expired; {@code Declined} if the bank refuses;
     *     {@code Processing} if the provider will say later
     */
    ProviderAnswer capture(Charge charge, String idempotencyKey);

    /**
     * Gives back what is reserved, and stops a charge that is still processing.
     *
     * @param idempotencyKey the key of the release; an adapter whose provider binds a key to one kind of request adds
     *     its own ending
     * @return {@code Voided}; {@code Declined} if the bank had said no before; {@code Captured} if it is too late and
     *     only a refund can help; {@code Processing} if the provider will say later
     */
    ProviderAnswer voidCharge(Charge charge, String idempotencyKey);

    /**
     * Gives back what was taken, or a part of it.
     *
     * @throws RuntimeException also where the provider refuses it as a fault of ours: more than what is left, say
     */
    RefundAnswer refund(Charge charge, Refund refund);

    /**
     * Looks the refund up by its idempotency key or number, without changing anything.
     *
     * @return empty if the provider never heard of it
     */
    Optional<RefundAnswer> findRefund(Charge charge, Refund refund);
}
