package dev.ordersaga.standalone;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.embedded.PgBinaryResolver;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.File;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The programs of PostgreSQL, unpacked from the class path.
 *
 * @param folder holds the programs
 */
record PostgresBinaries(Path folder) {

    private static final Path OWN_SESSION = Path.of("/usr/bin/setsid");

    /**
     * Unpacks them unless that was done before. The library has no public method for it, and its own start waits ten
     * seconds and then leaves the server behind.
     */
    static PostgresBinaries unpack() {
        try {
            Method unpack =
                    EmbeddedPostgres.class.getDeclaredMethod("prepareBinaries", PgBinaryResolver.class, File.class);
            unpack.setAccessible(true);
            File folder = (File) unpack.invoke(null, DefaultPostgresBinaryResolver.INSTANCE, null);
            return new PostgresBinaries(folder.toPath().resolve("bin"));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot unpack PostgreSQL", e);
        }
    }

    /**
     * A command line, in a session of its own where that is possible: Ctrl-C in the terminal of this process must not end a
     * server before its clients. PostgreSQL refuses to run as root: root runs it in a namespace without privileges.
     */
    List<String> command(String program, List<String> arguments) {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(OWN_SESSION)) {
            command.add(OWN_SESSION.toString());
        }
        if (LinuxUtils.isUnshareAvailable()) {
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(folder.resolve(program).toString());
        command.addAll(arguments);
        return command;
    }
}
