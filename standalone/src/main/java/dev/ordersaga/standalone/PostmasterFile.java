package dev.ordersaga.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file {@code postmaster.pid} that a PostgreSQL server keeps in its data directory. The file of a server that was killed
 * stays, and operating systems reuse process ids: the process of that number is the server only if data directory, start
 * time and command agree.
 */
final class PostmasterFile {

    private static final Logger LOG = LoggerFactory.getLogger(PostmasterFile.class);

    static final String NAME = "postmaster.pid";

    /** The start time of a process is computed from the time since the machine's start, whose clock may be corrected. */
    private static final Duration TOLERANCE = Duration.ofSeconds(30);

    private static final int PID = 0;
    private static final int DATA_DIRECTORY = 1;
    private static final int START_TIME = 2;
    private static final int PORT = 3;
    private static final int STATUS = 7;

    private final Path dataDirectory;
    private final List<String> lines;

    private PostmasterFile(Path dataDirectory, List<String> lines) {
        this.dataDirectory = dataDirectory;
        this.lines = lines;
    }

    /** Empty without a file. */
    static Optional<PostmasterFile> in(Path dataDirectory) throws IOException {
        Path file = dataDirectory.resolve(NAME);
        return Files.exists(file)
                ? Optional.of(new PostmasterFile(dataDirectory, Files.readAllLines(file)))
                : Optional.empty();
    }

    /** The server that runs on this data directory; empty if the file is that of a server that has ended. */
    Optional<ProcessHandle> server() {
        return number(PID).flatMap(ProcessHandle::of).filter(this::isServer);
    }

    private boolean isServer(ProcessHandle process) {
        boolean isSameDirectory =
                line(DATA_DIRECTORY).filter(folder -> isSame(Path.of(folder))).isPresent();
        boolean isSameStart = process.info()
                .startInstant()
                .flatMap(started ->
                        number(START_TIME).map(stored -> Duration.between(Instant.ofEpochSecond(stored), started)))
                .filter(difference -> difference.abs().compareTo(TOLERANCE) <= 0)
                .isPresent();
        boolean isSameCommand = process.info()
                .command()
                .filter(command -> command.endsWith("postgres") || command.endsWith("postgres.exe"))
                .isPresent();
        // Not every operating system reveals the arguments.
        boolean isOtherDirectory = process.info()
                .commandLine()
                .filter(all -> all.contains("-D"))
                .filter(all -> line(DATA_DIRECTORY).filter(all::contains).isEmpty())
                .isPresent();
        return isSameDirectory && isSameStart && isSameCommand && !isOtherDirectory;
    }

    private boolean isSame(Path folder) {
        try {
            return Files.isSameFile(folder, dataDirectory);
        } catch (IOException e) {
            LOG.debug("{} is not compared", folder, e);
            return false;
        }
    }

    /** The port on loopback; zero if it is not written yet. */
    int port() {
        return number(PORT).orElse(0L).intValue();
    }

    /** Whether the server accepts connections. While it recovers from a crash, it does not. */
    boolean isReady() {
        return line(STATUS).filter("ready"::equals).isPresent();
    }

    /**
     * Marks the file of a server that has ended, so that a new one does not take the process that has its number now for
     * that server. It is not deleted: a new server finds by it processes of the old one that still use the data.
     */
    void disown() throws IOException {
        List<String> disowned = new ArrayList<>(lines);
        if (!disowned.isEmpty()) {
            // A server ignores the number of the process that starts it.
            disowned.set(PID, String.valueOf(ProcessHandle.current().pid()));
            Files.write(dataDirectory.resolve(NAME), disowned);
        }
    }

    private Optional<String> line(int index) {
        return lines.size() > index ? Optional.of(lines.get(index).strip()) : Optional.empty();
    }

    private Optional<Long> number(int index) {
        return line(index).filter(text -> text.matches("\\d{1,18}")).map(Long::valueOf);
    }
}
