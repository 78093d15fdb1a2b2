package dev.ordersaga.lab.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** CPU time and memory of processes, as Linux counts them in {@code /proc}; elsewhere CPU time as Java knows it, and no memory. */
public final class ProcessStatistics {

    /** Of the kernel's clock ticks, which are 100 per second on every platform that PostgreSQL's binaries are built for. */
    private static final long MILLIS_PER_TICK = 10;

    /** Indexes in {@code /proc/PID/stat} after the command's name. */
    private static final int USER_TIME = 11;

    private static final int CHILDREN_SYSTEM_TIME = 14;
    private static final int OWN_TIMES = 2;

    private ProcessStatistics() {}

    /** CPU time of processes that are alive. */
    public static Duration cpuTime(List<ProcessHandle> processes) throws IOException {
        Duration sum = Duration.ZERO;
        for (ProcessHandle process : processes) {
            sum = sum.plus(cpuTime(process, false));
        }
        return sum;
    }

    /**
     * CPU time of a PostgreSQL server, its ended sessions included.
     *
     * @param processes the postmaster first, then its children
     */
    public static Duration databaseCpuTime(List<ProcessHandle> processes) throws IOException {
        return cpuTime(processes.getFirst(), true).plus(cpuTime(processes.subList(1, processes.size())));
    }

    private static Duration cpuTime(ProcessHandle process, boolean withEndedChildren) throws IOException {
        Path file = Path.of("/proc", String.valueOf(process.pid()), "stat");
        if (!Files.exists(Path.of("/proc/self/stat"))) {
            return process.info().totalCpuDuration().orElse(Duration.ZERO);
        }
        try {
            return cpuTime(Files.readString(file), withEndedChildren);
        } catch (NoSuchFileException e) {
            // It has ended meanwhile.
            return Duration.ZERO;
        }
    }

    /** @param stat content of {@code /proc/PID/stat}; the command's name may contain blanks and brackets */
    static Duration cpuTime(String stat, boolean withEndedChildren) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        int end = withEndedChildren ? CHILDREN_SYSTEM_TIME + 1 : USER_TIME + OWN_TIMES;
        long ticks = 0;
        for (int i = USER_TIME; i < end; i++) {
            ticks += Long.parseLong(fields[i]);
        }
        return Duration.ofMillis(ticks * MILLIS_PER_TICK);
    }

    /** Resident memory of a process in MB, now. */
    public static long residentMegabytes(List<ProcessHandle> processes) throws IOException {
        return megabytes(processes, "VmRSS:");
    }

    /** The largest resident memory that each process has had, in MB. */
    public static long peakResidentMegabytes(List<ProcessHandle> processes) throws IOException {
        return megabytes(processes, "VmHWM:");
    }

    private static long megabytes(List<ProcessHandle> processes, String field) throws IOException {
        long kilobytes = 0;
        for (ProcessHandle process : processes) {
            Path file = Path.of("/proc", String.valueOf(process.pid()), "status");
            if (Files.exists(file)) {
                kilobytes += kilobytes(Files.readAllLines(file), field);
            }
        }
        return kilobytes / 1024;
    }

    /** @param status lines of {@code /proc/PID/status} */
    static long kilobytes(List<String> status, String field) {
        return status.stream()
                .filter(line -> line.startsWith(field))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
    }
}
