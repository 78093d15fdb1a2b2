package dev.ordersaga.lab.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class OrderIdsTest {

    private final Invoice invoice = SampleShop.invoice("536365", 8, "17850", SampleShop.line("A", 1, "1.0"));

    /** A fixed value: ids that change between versions would make a second replay place everything again. */
    @Test
    void theIdOfAnInvoiceNeverChanges() {
        assertThat(new OrderIds("").of(invoice)).hasToString("012d4097-1800-71c5-b179-5ac6dcc80b2f");
    }

    @Test
    void itIsShapedLikeAUuidVersion7WithTheInvoicesTimeInFront() {
        UUID id = new OrderIds("").of(invoice);

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(invoice.date().toEpochMilli());
    }

    @Test
    void onlyNumberDateAndNamespaceDecide() {
        UUID id = new OrderIds("").of(invoice);

        assertThat(new OrderIds("").of(SampleShop.invoice("536365", 8, null))).isEqualTo(id);
        assertThat(new OrderIds("").of(SampleShop.invoice("536366", 8, "17850")))
                .isNotEqualTo(id);
        assertThat(new OrderIds("again").of(invoice)).isNotEqualTo(id);
    }
}
