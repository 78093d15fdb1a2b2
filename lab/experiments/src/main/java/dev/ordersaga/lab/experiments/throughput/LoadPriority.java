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
 * As root the generator has the nice value -10 until this is closed; otherwise those of the contender's threads are 10
 * higher than they would be.
 */
final class LoadPriority implements AutoCloseable {

    private LoadPriority() {}

    static LoadPriority over(Target target) throws IOException, InterruptedException {
        if (!renice(List.of("-n", "-10"), threads(ProcessHandle.current()))) {
            List<String> lowered = Stream.concat(target.services().stream(), target.database().stream())
                    .filter(process -> process.pid() != ProcessHandle.current().pid())
                    .flatMap(process -> threads(process).stream())
                    .toList();
            if (!renice(List.of("--relative", "10"), lowered)) {
                System.err.println("renice failed: the latencies contain the load generator's own wait for a core");
            }
        }
        return new LoadPriority();
    }

    /** What is started later does not inherit the generator's priority. */
    @Override
    public void close() throws IOException, InterruptedException {
        boolean unused = renice(List.of("-n", "0"), threads(ProcessHandle.current()));
    }

    private static boolean renice(List<String> value, List<String> threads) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("renice"));
        command.addAll(value);
        command.add("-p");
        command.addAll(threads);
        return Shell.run(command.toArray(String[]::new));
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
