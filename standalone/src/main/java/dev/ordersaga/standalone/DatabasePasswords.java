package dev.ordersaga.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Passwords of the embedded PostgreSQL, made at the first start and kept in a file that only its owner can read, in the format
 * of {@code libpq}: {@code PGPASSFILE} may name it.
 */
final class DatabasePasswords {

    static final String FILE = "database.pgpass";

    private static final int BYTES = 24;
    private static final int FIELDS = 5;

    private final Map<String, String> byUser;

    private DatabasePasswords(Map<String, String> byUser) {
        this.byUser = byUser;
    }

    static boolean existIn(Path folder) {
        return Files.exists(folder.resolve(FILE));
    }

    /** Reads them; makes those that are missing. */
    static DatabasePasswords in(Path folder, SecureRandom random, String... users) throws IOException {
        Map<String, String> known = existIn(folder) ? read(folder.resolve(FILE)) : new LinkedHashMap<>();
        boolean isComplete = true;
        for (String user : users) {
            isComplete &= known.putIfAbsent(user, random(random)) != null;
        }
        if (!isComplete) {
            String lines = known.entrySet().stream()
                    .map(entry -> "127.0.0.1:*:*:" + entry.getKey() + ":" + entry.getValue() + "\n")
                    .collect(Collectors.joining());
            PrivateFiles.write(folder.resolve(FILE), lines);
        }
        return new DatabasePasswords(known);
    }

    private static Map<String, String> read(Path file) throws IOException {
        PrivateFiles.protect(file);
        return Files.readAllLines(file).stream()
                .map(line -> line.split(":", -1))
                .filter(fields -> fields.length == FIELDS)
                .collect(Collectors.toMap(fields -> fields[3], fields -> fields[4], (a, b) -> b, LinkedHashMap::new));
    }

    private static String random(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    String of(String user) {
        String password = byUser.get(user);
        if (password == null) {
            throw new IllegalStateException("there is no password of " + user + " in " + FILE);
        }
        return password;
    }
}
