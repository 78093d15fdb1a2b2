package dev.ordersaga.orderstatus.compression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DocumentCompressionTest {

    private static final byte[] DOCUMENT = """
            {"orderId":"910a2dec-8902-4cc1-beeb-8da1658eec67","tenant":"default","customerId":"17850",\
            "order":{"state":"CONFIRMED","payment":{"progress":"CAPTURED","attempts":{"requested":[{"number":1,\
            "paymentMethod":"pm_card_visa","status":"CAPTURED"}],"latest":1,"method":"pm_card_visa","renewals":0,"checks":0},\
            "balance":{"total":"35.64 GBP","captured":"35.64 GBP","refunded":"0.00 GBP"},"disputes":{}}},"version":2,\
            "lines":[{"sku":"85123A","description":"WHITE HANGING HEART é🛒","quantity":6,"unitPrice":2.55,"total":"15.30 GBP"}],\
            "timeline":[{"at":"2026-11-30T15:07:09.408Z","what":"PLACED"}]}""".getBytes(StandardCharsets.UTF_8);

    @Test
    void aDocumentIsTheSameAgain() {
        assertThat(DocumentCompression.expand(DocumentCompression.compress(DOCUMENT)))
                .isEqualTo(DOCUMENT);
    }

    @Test
    void itTakesLessThanHalfOfTheSpace() {
        assertThat(DocumentCompression.compress(DOCUMENT)).hasSizeLessThan(DOCUMENT.length / 2);
    }

    @Test
    void anyBytesAreTheSameAgain() {
        Random random = new Random(20261130);
        for (int length : new int[] {0, 1, 2047, 2048, 2049, 100_000}) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            assertThat(DocumentCompression.expand(DocumentCompression.compress(bytes)))
                    .isEqualTo(bytes);
        }
        byte[] same = new byte[1_000_000];
        assertThat(DocumentCompression.expand(DocumentCompression.compress(same)))
                .isEqualTo(same);
    }

    /** Stored documents are read by later releases: the dictionary is a part of the format. */
    @Test
    void theFormatDoesNotChange() {
        byte[] stored = HexFormat.of().parseHex("01abc61a73b1b500");
        assertThat(new String(DocumentCompression.expand(stored), StandardCharsets.UTF_8))
                .isEqualTo("{\"version\":2,\"lines\":[]}");
    }

    @Test
    void whatIsNotCompressedIsRefused() {
        byte[] compressed = DocumentCompression.compress(DOCUMENT);
        byte[] ofAnotherVersion = compressed.clone();
        ofAnotherVersion[0] = 2;

        refused(new byte[0]);
        refused(DOCUMENT);
        refused(ofAnotherVersion);
        refused(new byte[] {1, (byte) 0xff, (byte) 0xff});
        for (int length = 1; length < compressed.length; length++) {
            refused(Arrays.copyOf(compressed, length));
        }
    }

    private static void refused(byte[] stored) {
        assertThatIllegalArgumentException().isThrownBy(() -> DocumentCompression.expand(stored));
    }
}
