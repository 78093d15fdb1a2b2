package dev.ordersaga.simulator.engine;

/**
 * A test payment method.
 *
 * @param id token given by the caller
 * @param type card or us_bank_account
 * @param brand brand of the card; "visa" for a bank account, where it is not shown
 * @param last4 the last digits shown
 */
public record PaymentMethod(String id, String type, String brand, String last4, PaymentBehaviour behaviour) {}
