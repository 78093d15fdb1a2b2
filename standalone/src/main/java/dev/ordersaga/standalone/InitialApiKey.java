package dev.ordersaga.standalone;

import dev.ordersaga.http.access.ApiKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Makes an API key at the first start and writes it to the data folder, readable by the user of this process only. The
 * service receives the file as a setting, exactly like any other.
 */
final class InitialApiKey implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final String SETTING = "operations.api-keys.initial-key";
    private static final String FILE = "api-key";
    private static final String OWNER_ONLY = "rw-------";

    private final RandomGenerator random;

    /** @param random cryptographically strong */
    InitialApiKey(RandomGenerator random) {
        this.random = random;
    }

    /** The file in a data folder. */
    static Path fileIn(Path dataFolder) {
        return dataFolder.resolve(FILE);
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        ConfigurableEnvironment environment = context.getEnvironment();
        if (environment.containsProperty(SETTING)) {
            return;
        }
        Path folder = Path.of(environment.getProperty("standalone.data-folder", StandaloneSettings.DATA_FOLDER));
        Path file = fileIn(folder.toAbsolutePath().normalize());
        write(file);
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "initial API key", Map.of(SETTING, file.toUri().toString())));
    }

    private void write(Path file) {
        try {
            Files.createDirectories(file.getParent());
            if (!Files.exists(file)) {
                // First its permissions, then its content.
                Files.createFile(file, ownerOnly());
                Files.writeString(file, ApiKey.generate(random).text() + "\n");
            }
        } catch (FileAlreadyExistsException e) {
            // Another process starts on the same folder; one of them will be refused.
            return;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private static FileAttribute<?>[] ownerOnly() {
        boolean isPosix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return isPosix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY))}
                : new FileAttribute<?>[0];
    }
}
