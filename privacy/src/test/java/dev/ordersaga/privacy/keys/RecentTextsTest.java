package dev.ordersaga.privacy.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RecentTextsTest {

    private final RecentTexts texts = new RecentTexts();
    private final AtomicInteger computed = new AtomicInteger();

    @Test
    void aTextIsEncryptedAndDecryptedOnce() {
        assertThat(encrypted("a")).isEqualTo("enc a");
        assertThat(encrypted("a")).isEqualTo("enc a");
        assertThat(decrypted("enc a")).isEqualTo("a");
        assertThat(computed).hasValue(1);

        assertThat(decrypted("enc b")).isEqualTo("b");
        assertThat(decrypted("enc b")).isEqualTo("b");
        assertThat(encrypted("b")).isEqualTo("enc b");
        assertThat(computed).hasValue(2);
    }

    @Test
    void anotherFormIsAnotherText() {
        assertThat(decrypted("enc a")).isEqualTo("a");
        assertThat(decrypted("enc A")).isEqualTo("A");
    }

    @Test
    void onlyTheLastOnesAreKept() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(encrypted("text " + i)).isEqualTo("enc text " + i);
        }
        assertThat(texts.size()).isLessThanOrEqualTo(RecentTexts.MOST_TEXTS);
    }

    private String encrypted(String text) {
        return texts.encrypted(text, () -> {
            computed.incrementAndGet();
            return "enc " + text;
        });
    }

    private String decrypted(String stored) {
        return texts.decrypted(stored, () -> {
            computed.incrementAndGet();
            return stored.substring("enc ".length());
        });
    }
}
