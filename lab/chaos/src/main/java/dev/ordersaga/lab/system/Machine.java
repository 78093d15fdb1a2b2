package dev.ordersaga.lab.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Describes the machine in reports. */
public final class Machine {

    private Machine() {}

    /** One paragraph: processors, memory, operating system, Java, time. */
    public static String description() {
        return "Machine: %d × %s, %s of memory, %s %s; Java %s; %s UTC. Services, database and client share it."
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        processor(),
                        memory(),
                        System.getProperty("os.name"),
                        System.getProperty("os.version"),
                        Runtime.version(),
                        Instant.now().truncatedTo(ChronoUnit.MINUTES).toString().replace("Z", ""));
    }

    private static String processor() {
        return field("/proc/cpuinfo", "model name");
    }

    private static String memory() {
        String kilobytes = field("/proc/meminfo", "MemTotal").replace(" kB", "");
        return kilobytes.chars().allMatch(Character::isDigit)
                ? Long.parseLong(kilobytes) / 1_000_000 + " GB"
                : kilobytes;
    }

    private static String field(String file, String name) {
        try {
            return Files.readAllLines(Path.of(file)).stream()
                    .filter(line -> line.startsWith(name))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .orElse("unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }
}
