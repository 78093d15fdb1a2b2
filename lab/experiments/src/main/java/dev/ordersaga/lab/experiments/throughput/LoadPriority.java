package dev.ordersaga.lab.experiments.throughput;

import dev.ordersaga.lab.system.Shell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Priority of the load generator over what it measures, since they share the cores: a client on another machine would not
 * wait for a core of the service, so neither its sending nor the receipt of an answer may. Every contender is measured so.
 */
final class LoadPriority {

    /** Nice value of the contenders' processes; the generator has 0. Needs no privilege. */
    private static final String NICE = "10";

    private LoadPriority() {}

    /** Lowers the priority of the target's processes; those that they start later inherit it. */
    static void over(Target target) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("renice", "-n", NICE, "-p"));
        Stream.concat(target.services().stream(), target.database().stream())
                .filter(process -> process.pid() != ProcessHandle.current().pid())
                .forEach(process -> command.addAll(threads(process)));
        if (!Shell.run(command.toArray(String[]::new))) {
            System.err.println("renice failed: the latencies contain the load generator's own wait for a core");
        }
    }

    /** On Linux each thread has its own. */
    private static List<String> threads(ProcessHandle process) {
        try (Stream<Path> threads = Files.list(Path.of("/proc/" + process.pid() + "/task"))) {
            return threads.map(thread -> thread.getFileName().toString()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
