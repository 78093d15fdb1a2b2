package dev.ordersaga.simulator.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LedgerTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static final Posting AUTH = new Posting("auth", "pi_1", "k", "o1", 1530L, "gbp", Posting.OK, null, null);
    private static final Posting CAPTURE =
            new Posting("capture", "pi_1", "k", "o1", 1530L, "gbp", Posting.OK, null, false);

    /** Each truncation costs a flush of the disk; a prime step covers every part of a line. */
    private static final int TRUNCATION_STEP = 7;

    @TempDir
    Path directory;

    private final List<List<LedgerLine>> replayed = new ArrayList<>();

    @Test
    void linesHaveTheDocumentedFields() throws IOException {
        try (Ledger ledger = open()) {
            ledger.append(NOW, List.of(AUTH, CAPTURE), detail("x"));
            ledger.force();
        }
        List<String> lines = Files.readAllLines(file());
        assertThat(lines.get(0))
                .isEqualTo(
                        "{\"n\":1,\"t\":\"2026-11-20T10:00:00Z\",\"op\":\"auth\",\"pspId\":\"pi_1\",\"idemKey\":\"k\","
                                + "\"orderId\":\"o1\",\"amountMinor\":1530,\"currency\":\"gbp\",\"outcome\":\"ok\",\"more\":true}");
        assertThat(lines.get(1)).contains("\"n\":2,", "\"responseDelivered\":false", "\"detail\":\"x\"");
    }

    @Test
    void appendedLinesAreReplayedByTransaction() {
        LedgerPosition position;
        try (Ledger ledger = open()) {
            ledger.append(NOW, List.of(AUTH), detail("first"));
            position = ledger.append(NOW, List.of(AUTH, CAPTURE), detail("second"));
            ledger.force();
        }
        try (Ledger ledger = open()) {
            assertThat(replayed).hasSize(2);
            assertThat(replayed.get(1)).extracting(line -> line.posting().op()).containsExactly("auth", "capture");
            assertThat(ledger.nextNumber()).isEqualTo(4);
            assertThat(ledger.read(position).detail()).isEqualTo(detail("second"));
        }
    }

    @Test
    void anyTruncationPreservesTheTransactionsBeforeIt() throws IOException {
        try (Ledger ledger = open()) {
            ledger.append(NOW, List.of(AUTH), detail("first"));
            ledger.append(NOW, List.of(AUTH, CAPTURE), detail("second"));
            ledger.force();
        }
        byte[] whole = Files.readAllBytes(file());
        int firstEnd = new String(whole, StandardCharsets.UTF_8).indexOf('\n') + 1;
        for (int length = firstEnd; length < whole.length; length += TRUNCATION_STEP) {
            Files.write(file(), java.util.Arrays.copyOf(whole, length));
            replayed.clear();
            try (Ledger ledger = open()) {
                assertThat(replayed).hasSize(1);
                assertThat(ledger.nextNumber()).isEqualTo(2);
            }
            assertThat(Files.size(file())).isEqualTo(firstEnd);
        }
    }

    @Test
    void anUnreadableLastLineIsTruncated() throws IOException {
        try (Ledger ledger = open()) {
            ledger.append(NOW, List.of(AUTH), detail("first"));
        }
        Files.writeString(file(), "\0\0\0\0\n", java.nio.file.StandardOpenOption.APPEND);
        try (Ledger ledger = open()) {
            ledger.append(NOW, List.of(AUTH), detail("second"));
        }
        open().close();
        assertThat(replayed).hasSize(3);
    }

    @Test
    void damageBeforeTheEndIsAnError() throws IOException {
        try (Ledger ledger = open()) {
            for (int i = 0; i < 3; i++) {
                ledger.append(NOW, List.of(AUTH), detail("x"));
            }
        }
        List<String> lines = new ArrayList<>(Files.readAllLines(file()));
        lines.set(1, "{");
        Files.write(file(), lines);
        assertThatThrownBy(this::open).isInstanceOf(LedgerException.class).hasMessageContaining("not its last one");
        lines.remove(1);
        Files.write(file(), lines);
        assertThatThrownBy(this::open).isInstanceOf(LedgerException.class).hasMessageContaining("from line 1 to 3");
    }

    @Test
    void readersSeeForcedLinesOnly() throws IOException {
        try (Ledger ledger = open()) {
            ledger.append(NOW, List.of(AUTH), detail("first"));
            assertThat(copy(ledger)).isEmpty();
            ledger.force();
            assertThat(copy(ledger)).isEqualTo(Files.readString(file()));
        }
    }

    @Test
    void aSecondOpenIsRejected() {
        try (Ledger first = open()) {
            assertThat(first.isHealthy()).isTrue();
            assertThatThrownBy(this::open).isInstanceOf(LedgerException.class).hasMessageContaining("in use");
        }
    }

    @Test
    void anIncompleteLogLineAffectsNoOther() throws IOException {
        Path file = directory.resolve("log.jsonl");
        Files.writeString(file, "{\"a\":1}\n{\"a\":");
        try (LogFile log = LogFile.open(file, JSON)) {
            log.write(java.util.Map.of("a", 2));
            assertThat(log.lines()).extracting(line -> line.path("a").asInt(0)).containsExactly(1, 2);
        }
    }

    private static String copy(Ledger ledger) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ledger.copyTo(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static JsonNode detail(String text) {
        return JSON.valueToTree(text);
    }

    private Path file() {
        return directory.resolve("ledger.jsonl");
    }

    private Ledger open() {
        return Ledger.open(file(), JSON, (lines, last) -> replayed.add(lines));
    }
}
