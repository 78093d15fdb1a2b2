package dev.ordersaga.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ordersaga.systemtests.rules.Codebase;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the executable jars of the services contain, and what they do not. */
class ProductionArtefactsIT {

    @ParameterizedTest
    @ValueSource(strings = {"order-command", "payment-handler", "order-query"})
    void theJarNamesItsComponentsAndSimulatesNothing(String module) throws IOException {
        Path target = Codebase.ofThisCheckout().sources().root().resolve(module).resolve("target");
        try (DirectoryStream<Path> jars = jarsOf(module, target)) {
            var found = jars.iterator();
            assumeTrue(found.hasNext(), module + " is not packaged");
            try (JarFile jar = new JarFile(found.next().toFile())) {
                List<String> entries = jar.stream().map(ZipEntry::getName).toList();
                assertThat(entries)
                        .contains("META-INF/sbom/application.cdx.json", "META-INF/build-info.properties")
                        .noneMatch(entry -> entry.toLowerCase(Locale.ROOT).contains("simulat"));
            }
        }
    }

    private static DirectoryStream<Path> jarsOf(String module, Path target) throws IOException {
        Files.createDirectories(target);
        return Files.newDirectoryStream(target, module + "-*-exec.jar");
    }
}
