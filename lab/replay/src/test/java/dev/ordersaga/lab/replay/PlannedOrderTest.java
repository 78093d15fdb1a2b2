package dev.ordersaga.lab.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.lab.replay.shop.Invoice;
import dev.ordersaga.lab.replay.shop.SampleShop;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PlannedOrderTest {

    private final Invoice invoice = SampleShop.invoice("536365", 8, "17850", SampleShop.line("A", 1, "1.0"));
    private final UUID id = PlannedOrder.idOf(invoice, "");

    /** A fixed value: with other ids, a second replay would place all orders again. */
    @Test
    void idOfAnInvoiceNeverChanges() {
        assertThat(id).hasToString("012d4097-1800-71c5-b179-5ac6dcc80b2f");
    }

    @Test
    void idIsAUuidVersion7WithTheInvoicesDate() {
        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(invoice.date().toEpochMilli());
    }

    @Test
    void idDependsOnNumberDateAndNamespaceOnly() {
        assertThat(PlannedOrder.idOf(SampleShop.invoice("536365", 8, null), "")).isEqualTo(id);
        assertThat(PlannedOrder.idOf(SampleShop.invoice("536366", 8, "17850"), ""))
                .isNotEqualTo(id);
        assertThat(PlannedOrder.idOf(invoice, "again")).isNotEqualTo(id);
    }
}
