package dev.ordersaga.lab.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The API key of the lab: every system under test starts with it, and every client of the lab sends it. */
public final class LabKey {

    /** Name of the header. */
    public static final String HEADER = "Authorization";

    private static final String KEY = "osk_OnlyInTheLabOnlyInTheLabOnlyInTheLabOnlyInT29YGTz";

    /** Value of the header. */
    public static final String BEARER = "Bearer " + KEY;

    private LabKey() {}

    /** Arguments with which a service stores the key at its start, and does not limit its one client and customer. */
    static List<String> settings(Path folder) throws IOException {
        Path file = folder.resolve("lab-api-key");
        Files.writeString(file, KEY);
        return List.of(
                "--operations.api-keys.initial-key=" + file.toUri(),
                "--http-contract.limits.reads=1000000",
                "--http-contract.limits.writes=1000000",
                "--http-contract.limits.unknown=1000000",
                "--order-command.velocity.orders=1000000");
    }
}
