package dev.ordersaga.systemtests;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Copies the data folder of a running PostgreSQL with its backup interface, as {@code pg_basebackup} does: the embedded server
 * has no client programs.
 */
final class OnlineBackup {

    private static final Set<String> OF_THE_SERVER = Set.of("postmaster.pid", "postmaster.opts");
    private static final String LOG = "pg_wal";

    private OnlineBackup() {}

    static void copy(DataSource server, Path from, Path to) throws SQLException, IOException {
        try (Connection session = server.getConnection();
                Statement statement = session.createStatement()) {
            statement.execute("SELECT pg_backup_start('drill', true)");
            copy(from, to, false);
            try (ResultSet label = statement.executeQuery("SELECT labelfile FROM pg_backup_stop(false)")) {
                label.next();
                Files.writeString(to.resolve("backup_label"), label.getString(1));
            }
        }
        copy(from.resolve(LOG), to.resolve(LOG), true);
    }

    private static void copy(Path from, Path to, boolean isLog) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Path target = to.resolve(from.relativize(folder));
                if (!Files.exists(target)) {
                    Files.copy(folder, target, StandardCopyOption.COPY_ATTRIBUTES);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Path path = from.relativize(file);
                if ((isLog || !path.startsWith(LOG)) && !OF_THE_SERVER.contains(path.toString())) {
                    Files.copy(file, to.resolve(path), StandardCopyOption.COPY_ATTRIBUTES);
                }
                return FileVisitResult.CONTINUE;
            }

            /** A file may vanish while the server runs. */
            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }
        });
    }
}
