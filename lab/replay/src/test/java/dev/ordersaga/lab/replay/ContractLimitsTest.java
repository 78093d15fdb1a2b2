package dev.ordersaga.lab.replay;

import static dev.ordersaga.lab.replay.shop.SampleShop.invoice;
import static dev.ordersaga.lab.replay.shop.SampleShop.line;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.lab.replay.ContractLimits.Fault;
import dev.ordersaga.lab.replay.shop.Invoice;
import java.util.Collections;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContractLimitsTest {

    private static final Invoice.Line VALID = line("A", 1, "1.0");

    @Test
    void validInvoiceHasNoFault() {
        assertThat(faults(invoice("1", 0, "17850", VALID, line("FREE", 1, "0.0"))))
                .isEmpty();
    }

    @Test
    void everyFaultOfAnInvoiceIsNamed() {
        assertThat(faults(invoice("1", 0, null, line("A", -1, "-1.0"), VALID)))
                .containsExactlyInAnyOrder(
                        Fault.CUSTOMER_MISSING, Fault.QUANTITY_OUT_OF_RANGE, Fault.PRICE_NOT_ACCEPTED);
    }

    @ParameterizedTest
    @CsvSource({"0,true", "1,false", "1000000,false", "1000001,true"})
    void quantitiesHaveALowerAndAnUpperLimit(long quantity, boolean refused) {
        assertThat(faults(invoice("1", 0, "17850", line("A", quantity, "1.0"))))
                .isEqualTo(refused ? Set.of(Fault.QUANTITY_OUT_OF_RANGE) : Set.of());
    }

    @ParameterizedTest
    @CsvSource({"0.0001,false", "0.00011,true", "-0.01,true", "1234567890123,true", "999,false"})
    void pricesHaveUpToFourDecimalsAndNoSign(String price, boolean refused) {
        assertThat(faults(invoice("1", 0, "17850", line("A", 100, price))))
                .isEqualTo(refused ? Set.of(Fault.PRICE_NOT_ACCEPTED) : Set.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0", "0.004", "123456789012"})
    void totalsOfZeroOrTooMuchAreRefused(String price) {
        assertThat(faults(invoice("1", 0, "17850", line("A", 1, price)))).containsExactly(Fault.TOTAL_OUT_OF_RANGE);
    }

    @Test
    void totalIsCheckedOnlyWhenEveryFieldIsValid() {
        assertThat(faults(invoice("1", 0, null, line("A", 1, "0.0")))).containsExactly(Fault.CUSTOMER_MISSING);
    }

    @Test
    void textsHaveTheirLengthsAndNoControlCharacters() {
        String tooLong = "x".repeat(65);
        assertThat(faults(invoice("1", 0, tooLong, line(tooLong, 1, "1.0")))).containsExactly(Fault.TEXT_TOO_LONG);
        assertThat(faults(invoice("1", 0, "17850", line("A\u0007", 1, "1.0"))))
                .containsExactly(Fault.CONTROL_CHARACTER);
        assertThat(faults(invoice("1", 0, "17850", line(" ", 1, "1.0")))).containsExactly(Fault.TEXT_BLANK);
    }

    @Test
    void moreThanTwoThousandLinesAreRefused() {
        Invoice.Line[] lines = Collections.nCopies(2_001, VALID).toArray(Invoice.Line[]::new);
        assertThat(faults(invoice("1", 0, "17850", lines))).containsExactly(Fault.TOO_MANY_LINES);
    }

    @ParameterizedTest
    @CsvSource({
        "4242424242424242,true",
        "no. 4242 4242-4242 4242.,true",
        "12 4242424242424242 7,true",
        "4242424242424241,false",
        "4242  4242  4242  4242,false",
        "42424242424242424242424242,false",
        "no. 123,false"
    })
    void cardNumbersAreFound(String text, boolean found) {
        assertThat(ContractLimits.hasCardNumber(text)).isEqualTo(found);
    }

    private static Set<Fault> faults(Invoice invoice) {
        return ContractLimits.faults(invoice, 2);
    }
}
