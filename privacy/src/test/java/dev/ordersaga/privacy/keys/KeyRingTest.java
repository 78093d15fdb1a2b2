package dev.ordersaga.privacy.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The key file: its format, its creation, and the keys that it names. */
class KeyRingTest {

    private static final String ONE = Base64.getEncoder().encodeToString(new byte[32]);
    private final SecureRandom random = new SecureRandom();
    private final UUID subject = UUID.randomUUID();

    @Test
    void theLastKeyWrapsAndEachKeyUnwraps() {
        KeyRing before = KeyRing.parse(KeyRing.generate("first", random));
        byte[] key = AesGcm.random(32, random);
        byte[] wrapped = before.wrap(subject, key, random);

        List<String> lines = new ArrayList<>(KeyRing.generate("first", random));
        lines.add("second " + ONE);
        KeyRing other = KeyRing.parse(lines);
        assertThat(other.current()).isEqualTo("second");
        assertThat(before.unwrap(subject, wrapped, "first")).isEqualTo(key);
        assertThatThrownBy(() -> other.unwrap(subject, wrapped, "first"))
                .as("another key under the same name")
                .hasMessageContaining("encrypted with another key");
        assertThatThrownBy(() -> before.unwrap(UUID.randomUUID(), wrapped, "first"))
                .as("a row that was copied to another person")
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> before.unwrap(subject, wrapped, "second")).hasMessageContaining("no key second");
    }

    @Test
    void aLineThatCannotBeReadIsNotQuoted() {
        assertThatThrownBy(() -> KeyRing.parse(List.of("search " + ONE, "", "# comment", "first c2VjcmV0")))
                .hasMessageContaining("line 4")
                .hasMessageNotContaining("c2VjcmV0");
        assertThatThrownBy(() -> KeyRing.parse(List.of("search " + ONE, "search " + ONE)))
                .hasMessageContaining("line 2");
        assertThatThrownBy(() -> KeyRing.parse(List.of("first " + ONE))).hasMessageContaining("search");
        assertThatThrownBy(() -> KeyRing.parse(List.of("search " + ONE))).hasMessageContaining("other key");
    }

    @Test
    void aFileIsCreatedOnceAndForItsOwnerOnly(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("keys").resolve("privacy.keys");
        assertThatThrownBy(() -> KeyFile.read(file)).hasMessageContaining("create-key-file");
        KeyFile.createIfMissing(file, random, Clock.systemUTC());
        String created = Files.readString(file);
        KeyFile.createIfMissing(file, random, Clock.systemUTC());
        assertThat(file).hasContent(created);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(KeyFile.read(file).hash("a"))
                .isEqualTo(KeyFile.read(file).hash("a"))
                .hasSize(32);
        assertThat(folder.resolve("keys")).isDirectoryNotContaining("glob:**.new");
    }
}
