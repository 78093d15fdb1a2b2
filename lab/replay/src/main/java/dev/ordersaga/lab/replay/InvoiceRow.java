package dev.ordersaga.lab.replay;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One row of a file. {@code fault} says why a row could not be read; such a row has no line.
 *
 * @param file name of the file without its folder, so that a folder and an archive of it read the same
 */
record InvoiceRow(
        String file,
        long rowNumber,
        String invoiceNumber,
        Instant date,
        @Nullable String customerId,
        String country,
        @Nullable InvoiceLine line,
        @Nullable String fault) {}
