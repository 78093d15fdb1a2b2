package dev.ordersaga.lab.replay;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.jspecify.annotations.Nullable;

/** Reads invoices from a folder of CSV files, one CSV file, or a {@code .tar.gz} of them; all three give the same. */
final class InvoiceFiles {

    private final Charset charset;
    private final InvoiceRows rows = new InvoiceRows();

    /** Text that is not in this encoding is an error, never a question mark. */
    InvoiceFiles(Charset charset) {
        this.charset = charset;
    }

    /** Reads everything at the path. Throws {@link InputException} when there is nothing or it is no such CSV. */
    InvoiceBook read(Path path) {
        List<InvoiceRow> all = new ArrayList<>();
        try {
            if (Files.isDirectory(path)) {
                readFolder(path, all);
            } else if (isArchive(path)) {
                readArchive(path, all);
            } else {
                readFile(path, all);
            }
        } catch (IOException e) {
            throw new InputException("Cannot read " + path + ": " + e, e);
        }
        if (all.isEmpty()) {
            throw new InputException("No rows in " + path);
        }
        // An archive lists its files in any order; the same lines must make the same order whatever they came in.
        all.sort(Comparator.comparing(InvoiceRow::file).thenComparingLong(InvoiceRow::rowNumber));
        return InvoiceBook.of(all);
    }

    private void readFolder(Path folder, List<InvoiceRow> all) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.walk(folder)) {
            files = found.filter(file -> isCsv(file.toString())).toList();
        }
        for (Path file : files) {
            readFile(file, all);
        }
    }

    private void readFile(Path file, List<InvoiceRow> all) throws IOException {
        try (InputStream bytes = Files.newInputStream(file)) {
            readCsv(nameOf(file), bytes, all);
        }
    }

    private void readArchive(Path archive, List<InvoiceRow> all) throws IOException {
        try (InputStream bytes = new BufferedInputStream(Files.newInputStream(archive));
                InputStream unpacked = GzipCompressorInputStream.builder()
                        .setInputStream(bytes)
                        .setDecompressConcatenated(true)
                        .get();
                TarArchiveInputStream tar = new TarArchiveInputStream(unpacked)) {
            for (@Nullable TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (entry.isFile() && isCsv(entry.getName())) {
                    // The reader would close the whole archive; one file of it fits in memory.
                    readCsv(nameOf(Path.of(entry.getName())), new ByteArrayInputStream(tar.readAllBytes()), all);
                }
            }
        }
    }

    private void readCsv(String name, InputStream bytes, List<InvoiceRow> all) throws IOException {
        Reader text = new InputStreamReader(
                bytes,
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
        try {
            all.addAll(rows.read(name, text));
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof CharacterCodingException) {
                throw new InputException(name + " is not " + charset + "; name its encoding with --charset", e);
            }
            throw e.getCause();
        }
    }

    private static String nameOf(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static boolean isArchive(Path path) {
        String name = path.toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".tar.gz") || name.endsWith(".tgz");
    }

    private static boolean isCsv(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(".csv");
    }
}
