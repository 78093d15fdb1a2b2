package dev.ordersaga.privacy;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the encryption of personal data.
 *
 * @param keyFile the file with the keys that wrap the persons' keys, the same for all services; required
 * @param createKeyFile whether a missing key file is created, with new keys: for a new database only, and never by more than
 *     one machine
 * @param erasureJournal file to which the identifiers of erased keys are appended, and whose keys are erased again if a
 *     restored backup has them; none by default
 * @param keyLease how long a key stays usable in the memory of a process after it was deleted, at most; the same for all
 *     services
 * @param cachedKeys the maximum number of persons whose keys a process has in memory
 */
@ConfigurationProperties("privacy")
public record PrivacySettings(
        @Nullable Path keyFile,
        @DefaultValue("false") boolean createKeyFile,
        @Nullable Path erasureJournal,
        @DefaultValue("3s") Duration keyLease,
        @DefaultValue("20000") int cachedKeys) {

    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    public PrivacySettings {
        if (keyLease.compareTo(SHORTEST) < 0 || keyLease.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("privacy.key-lease must be between 100 ms and a minute");
        }
        if (cachedKeys < 1) {
            throw new IllegalArgumentException("privacy.cached-keys must be above 0");
        }
    }

    /** @throws IllegalStateException if it is not set */
    Path requiredKeyFile() {
        if (keyFile == null) {
            throw new IllegalStateException(
                    "Set privacy.key-file: the file with the keys of personal data, the same for all"
                            + " services. docs/privacy.md says how to create one.");
        }
        return keyFile;
    }
}
