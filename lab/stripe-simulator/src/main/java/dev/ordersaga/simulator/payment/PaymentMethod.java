package dev.ordersaga.simulator.payment;

/**
 * A test payment method.
 *
 * @param id what a caller names it by
 * @param type card or us_bank_account
 * @param brand the card's brand, "visa" for a bank account too, where nobody looks
 * @param last4 the last digits shown
 */
public record PaymentMethod(String id, String type, String brand, String last4, PaymentBehaviour conduct) {}
