package dev.ordersaga.lab.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Configures and starts a {@link SystemUnderTest}; the defaults are the standalone application on an empty database. */
public final class SystemBuilder {

    final Jars jars;
    final Path folder;
    Layout layout = Layout.ONE;
    boolean isShortLived;
    int nodes = 1;
    Engine engine = Engine.OURS;
    String heap = "512m";
    List<String> jvmOptions = List.of();
    List<String> settings = List.of();
    boolean hasSimulator;
    boolean hasWebhooks;
    boolean hasProxies;
    boolean hasSkewedClocks;

    @Nullable
    String mainClass;

    @Nullable
    Path jar;

    Path databaseFolder;
    Map<String, String> databaseSettings = Map.of();

    SystemBuilder(Jars jars, Path folder) {
        this.jars = jars;
        this.folder = folder;
        this.databaseFolder = folder;
    }

    public SystemBuilder layout(Layout value) {
        layout = value;
        return this;
    }

    /** Starts {@code value} processes of each service, each with this heap; implies {@link Layout#THREE}. */
    public SystemBuilder nodes(int value, String heapOfEach) {
        layout = Layout.THREE;
        nodes = value;
        heap = heapOfEach;
        return this;
    }

    /** For processes that are killed within minutes: without the second compiler tier, which would take most of their CPU time. */
    public SystemBuilder shortLived() {
        isShortLived = true;
        return this;
    }

    public SystemBuilder engine(Engine value) {
        engine = value;
        return this;
    }

    /** Heap and additional JVM options of every service. */
    public SystemBuilder jvm(String itsHeap, List<String> options) {
        heap = itsHeap;
        jvmOptions = List.copyOf(options);
        return this;
    }

    /** Starts this jar by {@code java -jar}, in place of the module's executable jar. */
    public SystemBuilder jar(Path value) {
        jar = value;
        return this;
    }

    /** Settings of every service, as command line arguments. */
    public SystemBuilder settings(String... values) {
        settings = List.of(values);
        return this;
    }

    /** Uses the Stripe simulator, in its own process, as payment provider. */
    public SystemBuilder simulator() {
        hasSimulator = true;
        return this;
    }

    /** Uses the Stripe simulator with webhooks to the payment handlers. */
    public SystemBuilder simulatorWithWebhooks() {
        hasWebhooks = true;
        return simulator();
    }

    /** Puts a TCP proxy between each process and the database, and between each payment handler and the simulator. */
    public SystemBuilder proxies() {
        hasProxies = true;
        return this;
    }

    /** Makes the clock of each process adjustable. */
    public SystemBuilder skewedClocks() {
        hasSkewedClocks = true;
        return this;
    }

    /** Starts another main class of the system tests, with the crash points of {@code CrashingApplication}. */
    public SystemBuilder mainClassOfSystemTests(String className) {
        mainClass = className;
        return this;
    }

    /** Folder and additional settings of the database; with {@link Layout#THREE} only. */
    public SystemBuilder database(Path itsFolder, Map<String, String> itsSettings) {
        databaseFolder = itsFolder;
        databaseSettings = itsSettings;
        return this;
    }

    /** Starts everything on an empty database and waits until it is ready. */
    public SystemUnderTest start() throws IOException, InterruptedException {
        Files.createDirectories(folder);
        SystemUnderTest system = new SystemUnderTest(this);
        boolean isStarted = false;
        try {
            system.start();
            isStarted = true;
            return system;
        } finally {
            if (!isStarted) {
                system.close();
            }
        }
    }
}
