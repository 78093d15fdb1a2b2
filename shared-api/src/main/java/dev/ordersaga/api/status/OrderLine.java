package dev.ordersaga.api.status;

import dev.ordersaga.api.money.Money;
import dev.ordersaga.api.privacy.PersonalData;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * One priced line of an order.
 *
 * @param sku what is bought, at most 64 characters
 * @param human-readable, at most 256 characters; null where the client gave none
 * @param quantity 1 to 1 000 000
 * @param unitPrice in major units, at most 4 decimals; 0 is allowed
 * @param total unit price times quantity, rounded half-up to the minor unit
 */
public record OrderLine(
        String sku, @PersonalData @Nullable String description, int quantity, BigDecimal unitPrice, Money total) {}
