package dev.ordersaga.lab.system;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

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
        String classPath = additionalClassPath(config, module);
        if (!classPath.isEmpty()) {
            command.add("-Dloader.path=" + classPath);
        }
        String launcher = classPath.isEmpty() ? "JarLauncher" : "PropertiesLauncher";
        command.addAll(List.of(
                "-cp",
                config.jars.executable(module).toString(),
                "org.springframework.boot.loader.launch." + launcher));
        if (isSimulatingInProcess(config, module)) {
            command.add("--payment-handler.providers=simulated");
        }
        if (config.engine.isStockAxon()) {
            command.add("--spring.main.allow-bean-definition-overriding=true");
            command.add("--spring.jpa.properties.hibernate.default_schema=stockaxon");
        }
        command.addAll(config.engine.settings());
        return command;
    }

    /** Settings of a service's connections: as the role of a deployment, without a password, since the server trusts its machine. */
    static List<String> database(SystemBuilder config, String module, int port) {
        List<String> settings = new ArrayList<>(List.of("--spring.datasource.url=" + Database.url(port)));
        if (config.engine == Engine.OUTBOX) {
            settings.add("--spring.datasource.username=postgres");
        } else {
            settings.add("--spring.datasource.username=" + module.replace('-', '_'));
            settings.add("--event-store.connections.migration.username=order_saga_migration");
            settings.add("--event-store.connections.migration.password=");
            settings.add("--privacy.key-file=" + config.folder.resolve("privacy.keys"));
            settings.add("--privacy.create-key-file=true");
        }
        return settings;
    }

    /** Comma-separated; empty if there is nothing to add. */
    private static String additionalClassPath(SystemBuilder config, String module) throws IOException {
        List<Path> added = new ArrayList<>();
        if (config.mainClass != null) {
            added.add(config.jars.testClasses("system-tests"));
        } else if (config.hasSkewedClocks) {
            added.add(config.jars.library("skewed-clock"));
        } else if (config.engine.isStockAxon()) {
            added.add(config.jars.library("stock-axon"));
        }
        if (isSimulatingInProcess(config, module)) {
            added.add(config.jars.simulatedProvider());
        }
        return added.stream().map(path -> path.toAbsolutePath().toString()).collect(Collectors.joining(","));
    }

    private static boolean isSimulatingInProcess(SystemBuilder config, String module) {
        return module.equals("payment-handler") && !config.hasSimulator;
    }
}
