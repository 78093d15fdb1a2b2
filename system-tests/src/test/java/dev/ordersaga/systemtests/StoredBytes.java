package dev.ordersaga.systemtests;

import dev.ordersaga.orderstatus.compression.DocumentCompression;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Everything that a running system has written: its folder, and a copy of each table as a dump would contain it. */
final class StoredBytes {

    /** Of the view, expanded. */
    static final String DOCUMENTS = "dump/documents";

    private final Path folder;
    private final JdbcClient sql;

    /** @param folder the data folder, with logs and database */
    StoredBytes(Path folder, JdbcClient sql) {
        this.folder = folder;
        this.sql = sql;
    }

    /**
     * The files below the folder that contain the texts, by text, without those that no file contains; after a checkpoint, so
     * that all pages are in them.
     */
    Map<String, List<String>> filesWith(Collection<String> texts) {
        dumpTables();
        dumpDocuments();
        sql.sql("CHECKPOINT").update();
        sql.sql("SELECT pg_switch_wal()").query((row, number) -> "").list();
        sql.sql("CHECKPOINT").update();
        try (Stream<Path> files = Files.walk(folder)) {
            Map<String, List<String>> found = new TreeMap<>();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String content = content(file);
                texts.stream()
                        .filter(text -> content.contains(latin1(text)))
                        .forEach(text -> found.computeIfAbsent(text, key -> new ArrayList<>())
                                .add(folder.relativize(file).toString()));
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Rewrites all tables and their indexes, so that nothing of deleted rows is left in their pages. */
    void vacuum() {
        sql.sql("VACUUM FULL").update();
    }

    /** In the binary format, which has the bytes as they are. Values that were compressed are not any longer. */
    private void dumpTables() {
        Path dump = folder.resolve("dump");
        try {
            Files.createDirectories(dump);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        sql.sql("SELECT quote_ident(schemaname) || '.' || quote_ident(tablename) FROM pg_tables"
                        + " WHERE schemaname NOT IN ('information_schema')")
                .query(String.class)
                .list()
                .forEach(table -> sql.sql("COPY (SELECT * FROM " + table + ") TO '" + dump.resolve(table) + "'"
                                + (table.startsWith("pg_catalog.") ? "" : " (FORMAT binary)"))
                        .update());
    }

    /** The documents of the view are compressed, so that no text would be found in them as they are. */
    private void dumpDocuments() {
        var documents = new ByteArrayOutputStream();
        sql.sql("SELECT document FROM orderstatus.order_status")
                .query((row, number) -> row.getBytes(1))
                .list()
                .forEach(document -> documents.writeBytes(DocumentCompression.expand(document)));
        try {
            Files.write(folder.resolve(DOCUMENTS), documents.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file may vanish while the server runs. */
    private static String content(Path file) throws IOException {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            return "";
        }
    }

    private static String latin1(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
