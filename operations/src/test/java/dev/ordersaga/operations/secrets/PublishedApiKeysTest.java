package dev.ordersaga.operations.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.eventstore.testing.TestApiKey;
import dev.ordersaga.http.access.ApiKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PublishedApiKeysTest {

    private static final Path REPOSITORY = Path.of("..");
    private static final Set<String> NOT_PUBLISHED = Set.of(".git", "target", "reports", "order-saga-data");
    private static final long MAX_BYTES = 1_000_000;
    private static final Pattern KEY = Pattern.compile("osk_[0-9A-Za-z]{49}(?![0-9A-Za-z])");

    private final PublishedApiKeys published = new PublishedApiKeys(true);

    @Test
    void everyKeyInTheRepositoryIsRefused() throws IOException {
        Set<String> keys = keysIn(REPOSITORY);

        assertThat(keys).as("the search itself").hasSizeGreaterThan(1).contains(TestApiKey.KEY);
        assertThat(keys).allMatch(key -> published.isRefused(new ApiKey(key).hash()));
        assertThat(published.refused()).hasSameSizeAs(keys);
    }

    @Test
    void aRandomKeyIsAcceptedAndOnLoopbackEachIs() {
        assertThat(published.isRefused(ApiKey.generate(new SecureRandom()).hash()))
                .isFalse();

        PublishedApiKeys onLoopback = new PublishedApiKeys(false);
        assertThat(onLoopback.isRefused(new ApiKey(TestApiKey.KEY).hash())).isFalse();
        assertThat(onLoopback.refused()).isEmpty();
    }

    private static Set<String> keysIn(Path folder) throws IOException {
        Set<String> keys = new HashSet<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) {
                return NOT_PUBLISHED.contains(visited.getFileName().toString())
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile() && attributes.size() <= MAX_BYTES) {
                    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
                    KEY.matcher(text).results().map(MatchResult::group).forEach(keys::add);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return keys;
    }
}
