package dev.ordersaga.payment.gateway;

import java.util.Optional;

/**
 * Calls to a payment provider. Every method returns the state of the charge at the provider <em>now</em>, and is
 * idempotent: repeated with the same arguments, it acts once.
 *
 * <p>A {@link RequestRejectedException} is the provider's definite refusal of this request: it has not acted. Any other
 * exception means that the outcome is unknown: the provider may or may not have acted, and the caller retries later. An
 * adapter therefore throws on time-outs, on broken or unreadable answers and on refused credentials, and never turns any
 * of them into {@link ProviderAnswer.Declined}.
 *
 * <p>Calls may block (adapters set their own time-outs); they are made outside any transaction.
 */
public interface PaymentGateway {

    /**
     * Authorizes the charge, or authorizes and captures it, as its capture mode says.
     *
     * @return {@code Authorized}, {@code Captured}, {@code Declined}, {@code ActionRequired} or {@code Processing}
     */
    ProviderAnswer authorize(Charge charge);

    /**
     * Looks up the charge by its idempotency key (or its reference, if it has one) without changing anything.
     *
     * @return empty if the provider has no such charge
     */
    Optional<ProviderAnswer> find(Charge charge);

    /**
     * Captures the authorized amount in full.
     *
     * @param idempotencyKey the key of the capture
     * @return {@code Captured}; {@code Voided} if the authorization had expired; {@code Declined} if the bank refuses;
     *     {@code Processing} if the provider answers later
     */
    ProviderAnswer capture(Charge charge, String idempotencyKey);

    /**
     * Voids the authorization, or cancels a charge that is still processing.
     *
     * @param idempotencyKey the key of the release; an adapter whose provider binds a key to one kind of request adds
     *     its own suffix
     * @return {@code Voided}; {@code Declined} if the bank had declined before; {@code Captured} if it is too late and
     *     only a refund can help; {@code Processing} if the provider answers later
     */
    ProviderAnswer voidCharge(Charge charge, String idempotencyKey);

    /**
     * Refunds the captured amount or a part of it.
     *
     * @throws RequestRejectedException if the provider refuses the refund, for example because it exceeds the remainder, or
     *     if it has a refund of another amount under this key
     */
    RefundAnswer refund(Charge charge, Refund refund);

    /**
     * Looks up the refund by its idempotency key or number, without changing anything.
     *
     * @return empty if the provider has no such refund
     * @throws RequestRejectedException if it has a refund of another amount under this key
     */
    Optional<RefundAnswer> findRefund(Charge charge, Refund refund);
}
