package dev.ordersaga.http.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyTest {

    private static final String KEY = "osk_OnlyForTestsOnlyForTestsOnlyForTestsOnlyFor3hFwr6";

    @Test
    void generatedKeysDifferAndAreWellFormed() {
        SecureRandom random = new SecureRandom();
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            String key = ApiKey.generate(random).text();
            assertThat(key).hasSize(53).matches("osk_[0-9A-Za-z]{49}");
            assertThat(ApiKey.isWellFormed(key)).isTrue();
            keys.add(key);
        }
        assertThat(keys).hasSize(200);
    }

    @Test
    void anyOtherCharacterChangesTheChecksum() {
        for (int i = 4; i < KEY.length(); i++) {
            char other = KEY.charAt(i) == 'x' ? 'y' : 'x';
            assertThat(ApiKey.isWellFormed(KEY.substring(0, i) + other + KEY.substring(i + 1)))
                    .isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "osk_", "osk_short", "sk_OnlyForTestsOnlyForTestsOnlyForTestsOnlyFor3hFwr6"})
    void whatHasAnotherFormIsNoKey(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new ApiKey(text)).withMessageNotContaining("Tests");
    }

    @Test
    void theSecretIsNotInItsText() {
        assertThat(new ApiKey(KEY)).hasToString("osk_…");
        assertThat(new ApiKey(KEY).hash()).hasSize(32);
    }
}
