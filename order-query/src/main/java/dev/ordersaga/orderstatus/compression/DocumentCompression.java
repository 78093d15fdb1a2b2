package dev.ordersaga.orderstatus.compression;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Compresses JSON documents of orders with a preset dictionary (raw DEFLATE, RFC 1951): most of a document are the names of
 * its fields, which are the same in each, and too few repeat within one for a compression without a dictionary. A stored
 * document begins with the version of the dictionary.
 */
public final class DocumentCompression {

    private static final byte VERSION = 1;
    private static final int BUFFER = 2048;

    /** A part of the stored format: text that documents have, the most frequent last. A change needs another version. */
    private static final byte[] DICTIONARY =
            ("\"cancellation\":{\"reason\":\"rejection\":\"PAYMENT_DECLINED\"\"PAYMENT_TIMED_OUT\"\"requiredAction\":{\"nextAction\":"
                            + "\"actUntil\":\"failure\":\"requestedAt\":\"refunds\":[{\"refundId\":\"disputes\":{\"lost\":\"CHARGED_BACK\""
                            + "\"REJECTED\"\"CANCELLED\"\"SHIPPED\"\"AWAITING_PAYMENT\"\"DECLINED\"\"AUTHORIZED\"\"REFUNDED\"\"VOIDED\""
                            + "\"declineCode\":\"SHIPMENT_REQUESTED\"\"REFUND_REQUESTED\"\"REFUND_SUCCEEDED\"\"CAPTURE_REQUESTED\""
                            + "\"capture\":\"ON_SHIPMENT\"0123456789 USD\" EUR\" GBP\""
                            + "{\"orderId\":\"\",\"tenant\":\"default\",\"customerId\":\"enc1:\",\"order\":{\"state\":\"PLACED\",\"payment\":{"
                            + "\"progress\":\"CAPTURED\",\"attempts\":{\"requested\":[{\"number\":1,\"paymentMethod\":\"enc1:"
                            + "\",\"status\":\"STARTED\"}],\"latest\":1,\"method\":\"enc1:\",\"renewals\":0,\"hardDeclined\":[],\"checks\":0},"
                            + "\"balance\":{\"total\":\"0.00 EUR\",\"captured\":\"0.00 USD\",\"refunded\":\"0.00 GBP\"},\"disputes\":{}}},"
                            + "\"version\":2,\"lines\":[{\"sku\":\"\",\"description\":\"enc1:\",\"quantity\":1,\"unitPrice\":1.00,\"total\":\"1.00 GBP\"},"
                            + "{\"sku\":\"\",\"description\":\"enc1:\",\"quantity\":10,\"unitPrice\":0.50,\"total\":\"5.00 GBP\"}],"
                            + "\"timeline\":[{\"at\":\"2026-01-01T00:00:00.000Z\",\"what\":\"PLACED\"},{\"at\":\"2026-01-01T00:00:00.000Z\","
                            + "\"what\":\"PAYMENT_REQUESTED\"},{\"at\":\"2026-01-01T00:00:00.000Z\",\"what\":\"CONFIRMED\"}],"
                            + "\"placedAt\":\"2026-01-01T00:00:00.000Z\",\"updatedAt\":\"2026-01-01T00:00:00.000Z\"}")
                    .getBytes(StandardCharsets.US_ASCII);

    private DocumentCompression() {}

    public static byte[] compress(byte[] document) {
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        try {
            deflater.setDictionary(DICTIONARY);
            deflater.setInput(document);
            deflater.finish();
            var compressed = new ByteArrayOutputStream(document.length / 2);
            compressed.write(VERSION);
            byte[] buffer = new byte[BUFFER];
            while (!deflater.finished()) {
                compressed.write(buffer, 0, deflater.deflate(buffer));
            }
            return compressed.toByteArray();
        } finally {
            deflater.end();
        }
    }

    /** @throws IllegalArgumentException if it is not what {@link #compress} has returned */
    public static byte[] expand(byte[] compressed) {
        if (compressed.length == 0 || compressed[0] != VERSION) {
            throw new IllegalArgumentException("a document in an unknown format");
        }
        Inflater inflater = new Inflater(true);
        try {
            inflater.setDictionary(DICTIONARY);
            inflater.setInput(compressed, 1, compressed.length - 1);
            var document = new ByteArrayOutputStream(3 * compressed.length);
            byte[] buffer = new byte[BUFFER];
            while (!inflater.finished()) {
                int length = inflater.inflate(buffer);
                if (length == 0 && !inflater.finished()) {
                    throw new IllegalArgumentException("a document that ends too early");
                }
                document.write(buffer, 0, length);
            }
            return document.toByteArray();
        } catch (DataFormatException e) {
            throw new IllegalArgumentException("a document that is corrupt", e);
        } finally {
            inflater.end();
        }
    }
}
