package dev.ordersaga.lab.system;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Command line that starts a service's executable jar, possibly with additional classes on its class path. */
final class ServiceCommand {

    /** The JVM that runs this program. */
    static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private ServiceCommand() {}

    /** Without the service's settings. */
    static List<String> of(SystemBuilder config, String module) throws IOException {
        List<String> command = new ArrayList<>(List.of(JAVA, "-Xmx" + config.heap));
        command.addAll(config.jvmOptions);
        if (config.isShortLived || config.mainClass != null) {
            command.add("-XX:TieredStopAtLevel=1");
        }
        if (config.jar != null) {
            command.addAll(List.of("-jar", config.jar.toAbsolutePath().toString()));
            return command;
        }
        if (config.mainClass != null) {
            command.add("-Dloader.main=" + config.mainClass);
        }
        Path classPath = additionalClassPath(config);
        if (classPath != null) {
            command.add("-Dloader.path=" + classPath.toAbsolutePath());
        }
        String launcher = classPath == null ? "JarLauncher" : "PropertiesLauncher";
        command.addAll(List.of(
                "-cp",
                config.jars.executable(module).toString(),
                "org.springframework.boot.loader.launch." + launcher));
        if (config.engine.isStockAxon()) {
            command.add("--spring.main.allow-bean-definition-overriding=true");
        }
        command.addAll(config.engine.settings());
        return command;
    }

    private static @Nullable Path additionalClassPath(SystemBuilder config) throws IOException {
        if (config.mainClass != null) {
            return config.jars.testClasses("system-tests");
        }
        if (config.hasSkewedClocks) {
            return config.jars.library("skewed-clock");
        }
        return config.engine.isStockAxon() ? config.jars.library("stock-axon") : null;
    }
}
