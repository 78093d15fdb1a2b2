package dev.ordersaga.lab.replay.shop;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
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

/** Reader of invoices from a folder of CSV files, one CSV file, or a {@code .tar.gz} of them; the result is the same. */
public final class InvoiceFiles {

    private final InvoiceCsv csv = new InvoiceCsv();
    private final List<InvoiceCsv.Row> rows = new ArrayList<>();
    private final Charset charset;

    private InvoiceFiles(Charset charset) {
        this.charset = charset;
    }

    /**
     * Reads all invoices at the path.
     *
     * @param charset encoding of the files; text that is not in it is an error and not replaced
     * @throws IOException when there are no rows, or they are not such CSV; its message is meant for the user
     */
    public static Invoices read(Path path, Charset charset) throws IOException {
        InvoiceFiles files = new InvoiceFiles(charset);
        if (Files.isDirectory(path)) {
            files.readFolder(path);
        } else if (hasSuffix(path.toString(), ".tar.gz") || hasSuffix(path.toString(), ".tgz")) {
            files.readArchive(path);
        } else {
            files.readFile(path);
        }
        if (files.rows.isEmpty()) {
            throw new IOException("No rows in " + path);
        }
        // An archive may list its files in any order; the lines of an invoice must not depend on it.
        files.rows.sort(Comparator.comparing(InvoiceCsv.Row::file).thenComparingLong(InvoiceCsv.Row::lineNumber));
        return Invoices.of(files.rows);
    }

    private void readFolder(Path folder) throws IOException {
        try (Stream<Path> found = Files.walk(folder)) {
            for (Path file :
                    found.filter(path -> hasSuffix(path.toString(), ".csv")).toList()) {
                readFile(file);
            }
        }
    }

    private void readFile(Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file)) {
            readCsv(file, bytes);
        }
    }

    private void readArchive(Path archive) throws IOException {
        try (InputStream bytes = new BufferedInputStream(Files.newInputStream(archive));
                InputStream unpacked = GzipCompressorInputStream.builder()
                        .setInputStream(bytes)
                        .setDecompressConcatenated(true)
                        .get();
                TarArchiveInputStream tar = new TarArchiveInputStream(unpacked)) {
            for (@Nullable TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (entry.isFile() && hasSuffix(entry.getName(), ".csv")) {
                    // The CSV reader closes its stream, which must not be the whole archive; one file fits in memory.
                    readCsv(Path.of(entry.getName()), new ByteArrayInputStream(tar.readAllBytes()));
                }
            }
        }
    }

    private void readCsv(Path file, InputStream bytes) throws IOException {
        String name = String.valueOf(file.getFileName());
        try {
            rows.addAll(csv.read(name, new InputStreamReader(bytes, charset.newDecoder())));
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof CharacterCodingException) {
                throw new IOException(name + " is not " + charset + "; set its encoding with --charset", e);
            }
            throw e.getCause();
        }
    }

    private static boolean hasSuffix(String name, String suffix) {
        return name.toLowerCase(Locale.ROOT).endsWith(suffix);
    }
}
