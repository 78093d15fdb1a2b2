package dev.ordersaga.standalone;

import dev.ordersaga.http.access.ApiKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        Path folder = Path.of(environment.getProperty("standalone.data-folder", StandaloneSettings.DATA_FOLDER))
                .toAbsolutePath()
                .normalize();
        Path file = fileIn(folder);
        write(folder, file);
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "initial API key", Map.of(SETTING, file.toUri().toString())));
    }

    private void write(Path folder, Path file) {
        try {
            PrivateFiles.createFolder(folder);
            if (!Files.exists(file)) {
                PrivateFiles.write(file, ApiKey.generate(random).text() + "\n");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
