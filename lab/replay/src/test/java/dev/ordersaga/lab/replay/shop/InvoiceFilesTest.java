package dev.ordersaga.lab.replay.shop;

import static dev.ordersaga.lab.replay.shop.SampleShop.find;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InvoiceFilesTest {

    private static final String HEADER = String.join(",", InvoiceCsv.COLUMNS) + "\n";

    @TempDir
    Path folder;

    @Test
    void quotedCommasAndQuotesBelongToTheText() {
        Invoice invoice = find("100001", SampleShop.invoices());

        assertThat(invoice.lines())
                .containsExactly(
                        new Invoice.Line("A1", "LANTERN, LARGE \"RED\"", 6, "2.55"),
                        new Invoice.Line("B2", "CANDLE ", 3, "0.335"));
    }

    @Test
    void customerIdWrittenAsAFloatIsTheNumber() {
        assertThat(find("100001", SampleShop.invoices()).customerId()).isEqualTo("9001");
        assertThat(find("100003", SampleShop.invoices()).customerId()).isNull();
    }

    @Test
    void invoiceInTwoFilesIsOneInvoiceWithTheEarliestDate() {
        Invoice invoice = find("100014", SampleShop.invoices());

        assertThat(invoice.lines()).extracting(Invoice.Line::sku).containsExactly("F6", "G7");
        assertThat(invoice.date()).isEqualTo(Instant.parse("2011-01-01T23:59:00Z"));
    }

    @Test
    void blankDescriptionsAreNull() {
        assertThat(find("100004", SampleShop.invoices()).lines().getFirst().description())
                .isNull();
    }

    @Test
    void kindsOfInvoicesAreDistinguished() {
        Invoices invoices = SampleShop.invoices();

        assertThat(find("C100008", invoices).kind()).isEqualTo(Invoice.Kind.CANCELLATION);
        assertThat(find("A100007", invoices).kind()).isEqualTo(Invoice.Kind.DEBT_ADJUSTMENT);
        assertThat(find("100015", invoices).kind()).isEqualTo(Invoice.Kind.UNREADABLE);
        assertThat(find("100016", invoices).kind()).isEqualTo(Invoice.Kind.SEVERAL_CUSTOMERS);
        assertThat(invoices.rows()).isEqualTo(20);
        assertThat(invoices.unreadableRows()).isEqualTo(Map.of("quantity is not a whole number", 1));
    }

    @Test
    void archiveReadsTheSameAsItsFolderInAnyOrderOfItsFiles() throws IOException {
        Path archive = folder.resolve("shop.tar.gz");
        try (TarArchiveOutputStream tar =
                new TarArchiveOutputStream(new GzipCompressorOutputStream(Files.newOutputStream(archive)))) {
            for (String name : List.of("2011-01-02.csv", "2011-01-01.csv")) {
                byte[] csv = Files.readAllBytes(SampleShop.FOLDER.resolve(name));
                TarArchiveEntry entry = new TarArchiveEntry("shop/by-day/" + name);
                entry.setSize(csv.length);
                tar.putArchiveEntry(entry);
                tar.write(csv);
                tar.closeArchiveEntry();
            }
        }

        assertThat(read(archive)).isEqualTo(SampleShop.invoices());
    }

    @Test
    void datesOfSpreadsheetsAreRead() throws IOException {
        Path file = csv("536365,85123A,MUG,6,12/1/2010 8:26,2.55,17850,United Kingdom\n");

        Invoice invoice = read(file).all().getFirst();

        assertThat(invoice.date()).isEqualTo(Instant.parse("2010-12-01T08:26:00Z"));
        assertThat(invoice.customerId()).isEqualTo("17850");
    }

    @Test
    void unreadableRowsAreCountedByReason() throws IOException {
        Path file = csv("""
                1,A,MUG,1.5,2010-12-01 08:26:00,2.55,17850.0,France
                2,A,MUG,1,yesterday,2.55,17850.0,France
                3,A,MUG,1,2010-12-01 08:26:00,1e9,17850.0,France
                4,A,MUG
                ,A,MUG,1,2010-12-01 08:26:00,2.55,17850.0,France
                5,A,MUG,6.0,2010-12-01 08:26:00,2.55,17850.0,France
                """);

        Invoices invoices = read(file);

        assertThat(invoices.unreadableRows())
                .isEqualTo(Map.of(
                        "quantity is not a whole number", 1,
                        "unreadable date", 2,
                        "price is not a decimal number", 1,
                        "no invoice number", 1));
        assertThat(invoices.of(Invoice.Kind.ORDER)).extracting(Invoice::number).containsExactly("5");
    }

    @Test
    void fileWithOtherColumnsIsRejected() throws IOException {
        Path file = Files.writeString(folder.resolve("other.csv"), "a,b\n1,2\n");

        assertThatThrownBy(() -> read(file)).isInstanceOf(IOException.class).hasMessageContaining("[a, b]");
    }

    @Test
    void textInAnotherEncodingIsRejectedUnlessItIsNamed() throws IOException {
        String row = "1,A,VASE £,1,2010-12-01 08:26:00,2.55,17850.0,France\n";
        Path file = Files.writeString(folder.resolve("latin.csv"), HEADER + row, StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> read(file)).isInstanceOf(IOException.class).hasMessageContaining("--charset");
        Invoices invoices = InvoiceFiles.read(file, StandardCharsets.ISO_8859_1);
        assertThat(invoices.all().getFirst().lines().getFirst().description()).isEqualTo("VASE £");
    }

    @Test
    void missingFilesAreReported() {
        assertThatThrownBy(() -> read(folder.resolve("nothing"))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> read(folder)).isInstanceOf(IOException.class).hasMessageContaining("No rows");
    }

    private Path csv(String rows) throws IOException {
        return Files.writeString(folder.resolve("some.csv"), HEADER + rows);
    }

    private static Invoices read(Path path) throws IOException {
        return InvoiceFiles.read(path, StandardCharsets.UTF_8);
    }
}
