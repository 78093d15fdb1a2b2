package dev.ordersaga.lab.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordersaga.lab.replay.Outcome.End;
import dev.ordersaga.lab.replay.Outcome.Seen;
import dev.ordersaga.lab.replay.Outcome.Timing;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

    private static final Journal.Header HEADER = new Journal.Header("http://here", "shop.csv", "seed=1");

    @TempDir
    Path folder;

    @Test
    void anOutcomeComesBackAsItWasWritten() {
        Outcome outcome = new Outcome(
                "536365",
                new UUID(1, 2),
                End.REFUSED,
                "invalid-fields",
                List.of("/customerId required"),
                new Seen("GBP", new BigDecimal("10.00"), new BigDecimal("10.00"), BigDecimal.ZERO, 3, SampleShop.DAY),
                new Timing(1L, 2L, null),
                List.of("404 after 202"),
                SampleShop.DAY);
        write(outcome);

        assertThat(Journal.read(file(), HEADER)).isEqualTo(Map.of("536365", outcome));
    }

    @Test
    void theLastOutcomeOfAnInvoiceCounts() {
        write(SampleShop.outcome("1", End.ACCEPTED), SampleShop.outcome("1", End.CONFIRMED));

        assertThat(Journal.read(file(), HEADER).get("1")).isEqualTo(SampleShop.outcome("1", End.CONFIRMED));
    }

    @Test
    void aLineThatWasCutOffIsSentAgainAndSpoilsNothing() throws IOException {
        write(SampleShop.outcome("1", End.CONFIRMED));
        Files.writeString(file(), "{\"invoice\":\"2\",\"orde", StandardOpenOption.APPEND);
        try (Journal journal = Journal.goOn(file())) {
            journal.append(SampleShop.outcome("3", End.CONFIRMED));
        }

        assertThat(Journal.read(file(), HEADER)).containsOnlyKeys("1", "3");
    }

    @Test
    void aNewReplayForgetsTheOldJournal() {
        write(SampleShop.outcome("1", End.CONFIRMED));
        write();

        assertThat(Journal.read(file(), HEADER)).isEmpty();
    }

    @Test
    void anotherReplaysJournalIsNotContinued() {
        write(SampleShop.outcome("1", End.CONFIRMED));

        assertThatThrownBy(() -> Journal.read(file(), new Journal.Header("http://there", "shop.csv", "seed=1")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("http://there");
        assertThatThrownBy(() -> Journal.read(folder.resolve("none"), HEADER)).isInstanceOf(InputException.class);
    }

    @Test
    void onlyWhatHasAnEndIsNotSentAgain() {
        assertThat(SampleShop.outcome("1", End.REFUSED).isFinal()).isTrue();
        assertThat(SampleShop.outcome("1", End.ACCEPTED).isFinal()).isFalse();
        assertThat(SampleShop.outcome("1", End.UNSETTLED).isFinal()).isFalse();
        assertThat(SampleShop.outcome("1", End.UNANSWERED).isFinal()).isFalse();
        assertThat(SampleShop.outcome("1", End.UNANSWERED).isAccepted()).isFalse();
        assertThat(SampleShop.outcome("1", End.UNSETTLED).isAccepted()).isTrue();
    }

    private void write(Outcome... outcomes) {
        try (Journal journal = Journal.begin(file(), HEADER)) {
            List.of(outcomes).forEach(journal::append);
        }
    }

    private Path file() {
        return folder.resolve("journal.jsonl");
    }
}
