package dev.ordersaga.simulator.method;

/**
 * A test payment method.
 *
 * @param id token given by the caller
 * @param type as on the wire: card, us_bank_account, boleto and so on
 * @param brand brand of the card; not shown for other types
 * @param last4 the last digits shown
 */
public record PaymentMethod(String id, String type, String brand, String last4, PaymentBehaviour behaviour) {}
