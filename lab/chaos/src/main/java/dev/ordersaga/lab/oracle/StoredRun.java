package dev.ordersaga.lab.oracle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The stored data of a run: one file of JSON lines per part.
 *
 * @param history operations of the clients, in the order of writing
 * @param ledger the provider's ledger
 * @param events the whole log, by index
 * @param finalOrders every order as shown after recovery, and after a rebuild of the view
 * @param leftovers see {@link LeftoverRow}
 * @param poisoned orders that were made to fail on purpose
 * @param cases orders with an open case for a person
 */
public record StoredRun(
        List<ClientOperation> history,
        List<ProviderLedgerEntry> ledger,
        List<StoredEvent> events,
        List<FinalOrder> finalOrders,
        List<LeftoverRow> leftovers,
        Set<String> poisoned,
        Set<String> cases) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** The files of a run. */
    public enum Part {
        HISTORY,
        LEDGER,
        EVENTS,
        ORDERS,
        LEFTOVERS,
        POISONED,
        CASES;

        /** Its file in {@code folder}. */
        public Path in(Path folder) {
            return folder.resolve(name().toLowerCase(java.util.Locale.ROOT) + ".jsonl");
        }
    }

    /** @throws UncheckedIOException if a file is missing or cannot be read */
    public static StoredRun read(Path folder) {
        return new StoredRun(
                lines(Part.HISTORY, folder, ClientOperation.class),
                lines(Part.LEDGER, folder, ProviderLedgerEntry.class),
                lines(Part.EVENTS, folder, StoredEvent.class),
                lines(Part.ORDERS, folder, FinalOrder.class),
                lines(Part.LEFTOVERS, folder, LeftoverRow.class),
                Set.copyOf(lines(Part.POISONED, folder, String.class)),
                Set.copyOf(lines(Part.CASES, folder, String.class)));
    }

    /** Writes one of the files. */
    public static void write(Part part, Path folder, List<?> lines) {
        try {
            Files.write(
                    part.in(folder),
                    lines.stream().map(JSON::writeValueAsString).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> List<T> lines(Part part, Path folder, Class<T> type) {
        try (Stream<String> lines = Files.lines(part.in(folder))) {
            return lines.filter(line -> !line.isBlank())
                    .map(line -> JSON.readValue(line, type))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the run lacks " + part.in(folder), e);
        }
    }
}
