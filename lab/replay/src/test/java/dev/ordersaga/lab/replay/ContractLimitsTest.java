package dev.ordersaga.lab.replay;

import static dev.ordersaga.lab.replay.SampleShop.invoice;
import static dev.ordersaga.lab.replay.SampleShop.line;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContractLimitsTest {

    private static final InvoiceLine GOOD = line("A", 1, "1.0");

    @Test
    void aGoodInvoiceHasNoFault() {
        assertThat(faults(invoice("1", 0, "17850", GOOD, line("FREE", 1, "0.0"))))
                .isEmpty();
    }

    @Test
    void everyFaultOfAnInvoiceIsNamed() {
        assertThat(faults(invoice("1", 0, null, line("A", -1, "-1.0"), GOOD)))
                .containsExactlyInAnyOrder(
                        ContractFault.CUSTOMER_MISSING,
                        ContractFault.QUANTITY_OUT_OF_RANGE,
                        ContractFault.PRICE_NOT_ACCEPTED);
    }

    @ParameterizedTest
    @CsvSource({"0,true", "1,false", "1000000,false", "1000001,true"})
    void quantitiesHaveBothLimits(long quantity, boolean refused) {
        assertThat(faults(invoice("1", 0, "17850", line("A", quantity, "1.0"))))
                .isEqualTo(refused ? Set.of(ContractFault.QUANTITY_OUT_OF_RANGE) : Set.of());
    }

    @ParameterizedTest
    @CsvSource({"0.0001,false", "0.00011,true", "-0.01,true", "1234567890123,true", "999,false"})
    void pricesHaveUpToFourDecimalsAndNoSign(String price, boolean refused) {
        assertThat(faults(invoice("1", 0, "17850", line("A", 100, price))))
                .isEqualTo(refused ? Set.of(ContractFault.PRICE_NOT_ACCEPTED) : Set.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0", "0.004", "123456789012"})
    void aTotalOfNothingOrTooMuchIsRefused(String price) {
        assertThat(faults(invoice("1", 0, "17850", line("A", 1, price))))
                .containsExactly(ContractFault.TOTAL_OUT_OF_RANGE);
    }

    @Test
    void theTotalIsOnlyJudgedWhenEveryFieldIsGood() {
        assertThat(faults(invoice("1", 0, null, line("A", 1, "0.0")))).containsExactly(ContractFault.CUSTOMER_MISSING);
    }

    @Test
    void textsHaveTheirLengthsAndNoControlCharacters() {
        String tooLong = "x".repeat(65);
        assertThat(faults(invoice("1", 0, tooLong, line(tooLong, 1, "1.0"))))
                .containsExactly(ContractFault.TEXT_TOO_LONG);
        assertThat(faults(invoice("1", 0, "17850", line("A\u0007", 1, "1.0"))))
                .containsExactly(ContractFault.CONTROL_CHARACTER);
        assertThat(faults(invoice("1", 0, "17850", line(" ", 1, "1.0")))).containsExactly(ContractFault.TEXT_BLANK);
    }

    @Test
    void moreThanTwoThousandLinesAreRefused() {
        InvoiceLine[] lines = Collections.nCopies(2_001, GOOD).toArray(InvoiceLine[]::new);
        assertThat(faults(invoice("1", 0, "17850", lines))).containsExactly(ContractFault.TOO_MANY_LINES);
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
    void whatLooksLikeACardNumberIsFound(String text, boolean found) {
        assertThat(CardNumbers.isIn(text)).isEqualTo(found);
    }

    private static Set<ContractFault> faults(Invoice invoice) {
        return new ContractLimits(2).faultsOf(invoice);
    }
}
