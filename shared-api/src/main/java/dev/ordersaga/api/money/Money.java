package dev.ordersaga.api.money;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Set;

/**
 * An exact amount of money. As JSON, which is stored with events: {@code "15.30 GBP"}.
 *
 * @param minor the amount in the currency's minor units (pence, cents; whole units where the currency has none)
 * @param currency an ISO 4217 currency that has a defined number of minor digits
 */
public record Money(long minor, Currency currency) {

    /** Their minor unit is a fifth, which ISO 4217 lists with two digits. */
    private static final Set<String> WITHOUT_FRACTIONS = Set.of("MGA", "MRU");

    /** Rejects currencies without a minor unit (XXX, XAU, …): an amount of them cannot be paid. */
    public Money {
        if (!isPayable(currency)) {
            throw new IllegalArgumentException("currency has no minor unit: " + currency.getCurrencyCode());
        }
    }

    /** Whether amounts of this currency can be paid: it defines the digits of its minor unit. */
    public static boolean isPayable(Currency currency) {
        return currency.getDefaultFractionDigits() >= 0;
    }

    public static Money zero(Currency currency) {
        return new Money(0, currency);
    }

    /**
     * The price of one order line: unit price times quantity, rounded half-up once, to the currency's minor unit.
     *
     * @throws ArithmeticException if the result does not fit into a long of minor units
     */
    public static Money ofLine(BigDecimal unitPrice, long quantity, Currency currency) {
        BigDecimal exact = unitPrice.multiply(BigDecimal.valueOf(quantity));
        BigDecimal minor = exact.movePointRight(currency.getDefaultFractionDigits());
        return new Money(minor.setScale(0, RoundingMode.HALF_UP).longValueExact(), currency);
    }

    /** @throws ArithmeticException on overflow; @throws IllegalArgumentException if the currencies differ */
    public Money plus(Money other) {
        return new Money(Math.addExact(minor, sameCurrency(other).minor), currency);
    }

    /** @throws ArithmeticException on overflow; @throws IllegalArgumentException if the currencies differ */
    public Money minus(Money other) {
        return new Money(Math.subtractExact(minor, sameCurrency(other).minor), currency);
    }

    public boolean isZero() {
        return minor == 0;
    }

    /** @throws IllegalArgumentException if the currencies differ */
    public boolean isMoreThan(Money other) {
        return minor > sameCurrency(other).minor;
    }

    /**
     * Whether card networks can transfer this amount. They do not use the fifths of MGA and MRU, and of the three
     * decimals of a few currencies the last one must be 0.
     */
    public boolean isTransferable() {
        return minor % transferableStep(currency) == 0;
    }

    private static long transferableStep(Currency currency) {
        if (WITHOUT_FRACTIONS.contains(currency.getCurrencyCode())) {
            return 100;
        }
        return currency.getDefaultFractionDigits() == 3 ? 10 : 1;
    }

    /** Whether this many major units fit: no more decimals than the currency has, and not beyond a long. */
    public static boolean isExact(BigDecimal major, Currency currency) {
        BigDecimal minor =
                major.movePointRight(currency.getDefaultFractionDigits()).stripTrailingZeros();
        return minor.scale() <= 0 && minor.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0;
    }

    /** @throws ArithmeticException unless {@link #isExact} */
    public static Money ofMajor(BigDecimal major, Currency currency) {
        return new Money(
                major.movePointRight(currency.getDefaultFractionDigits()).longValueExact(), currency);
    }

    /**
     * The inverse of {@link #toString}.
     *
     * @throws IllegalArgumentException if the text has another form, no such currency exists, or the amount is not exact
     */
    @JsonCreator
    public static Money parse(String text) {
        int blank = Math.max(0, text.indexOf(' '));
        BigDecimal major = new BigDecimal(text.substring(0, blank));
        Currency currency = Currency.getInstance(text.substring(blank + 1));
        if (!isExact(major, currency)) {
            throw new IllegalArgumentException("not an exact amount: " + text);
        }
        return ofMajor(major, currency);
    }

    /** The amount with exactly the currency's digits: "15.30", "15", "1.235". */
    public String toDecimalString() {
        return BigDecimal.valueOf(minor, currency.getDefaultFractionDigits()).toPlainString();
    }

    @JsonValue
    @Override
    public String toString() {
        return toDecimalString() + " " + currency.getCurrencyCode();
    }

    private Money sameCurrency(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("cannot mix " + currency + " with " + other.currency);
        }
        return other;
    }
}
