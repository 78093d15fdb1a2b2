package dev.ordersaga.privacy.json;

import static dev.ordersaga.api.testing.OrderEvents.anOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import dev.ordersaga.api.order.OrderEvent;
import dev.ordersaga.api.order.OrderPlaced;
import dev.ordersaga.api.orderstate.OrderAggregateState;
import dev.ordersaga.api.payment.NextAction;
import dev.ordersaga.api.privacy.DataSubject;
import dev.ordersaga.api.privacy.DataSubjectRecord;
import dev.ordersaga.api.privacy.PersonalData;
import dev.ordersaga.api.testing.OrderEvents;
import dev.ordersaga.eventstore.schema.SchemaMigration;
import dev.ordersaga.eventstore.testing.TestPostgres;
import dev.ordersaga.privacy.keys.KeyFile;
import dev.ordersaga.privacy.keys.KeyRing;
import dev.ordersaga.privacy.keys.PersonalText;
import dev.ordersaga.privacy.keys.RecordSubjects;
import dev.ordersaga.privacy.keys.SubjectKeys;
import dev.ordersaga.privacy.keys.SubjectKeys.CacheLimits;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** What is stored of events with personal data, and what is read of it before and after the key is deleted. */
class PersonalDataIT {

    private static final DriverManagerDataSource DATABASE =
            new DriverManagerDataSource(TestPostgres.newDatabase(), "postgres", "");
    private static final JdbcClient SQL = JdbcClient.create(DATABASE);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Duration LEASE = Duration.ofSeconds(2);
    private static final String CUSTOMER = "maria.mustermann@example.org";

    @TempDir
    static Path folder;

    private static KeyRing ring;

    private final TransactionTemplate transaction = new TransactionTemplate(new DataSourceTransactionManager(DATABASE));
    private final Process process = new Process();

    /** What one process has: keys in memory, and a mapper. */
    private static final class Process {

        final SubjectKeys keys = SubjectKeys.of(SQL, ring, RANDOM, new CacheLimits(100, LEASE));
        final RecordSubjects records = new RecordSubjects(SQL, keys, 100);
        final PersonalDataProtection protection = new PersonalDataProtection(keys, records, ring);
        final JsonMapper json = JsonMapper.builder()
                .changeDefaultVisibility(visibility -> visibility
                        .withFieldVisibility(Visibility.ANY)
                        .withGetterVisibility(Visibility.NONE)
                        .withIsGetterVisibility(Visibility.NONE))
                .addModule(protection.jsonModule().orElseThrow())
                .build();

        String write(Object document) {
            return json.writeValueAsString(document);
        }

        <T> T read(String document, Class<T> type) {
            return json.readValue(document, type);
        }
    }

    @BeforeAll
    static void migrate() throws Exception {
        SchemaMigration.of(DATABASE, "eventstore").afterPropertiesSet();
        SchemaMigration.of(DATABASE, "privacy").afterPropertiesSet();
        Path file = folder.resolve("privacy.keys");
        KeyFile.createIfMissing(file, RANDOM, Clock.systemUTC());
        ring = KeyFile.read(file);
    }

    @Test
    void nothingOfThePersonIsStoredAndOtherProcessesReadIt() {
        OrderEvents order = anOrder().placedBy(CUSTOMER);
        Process other = new Process();
        for (OrderEvent event : eventsOf(order)) {
            String stored = process.write(event);
            assertThat(stored).doesNotContain(CUSTOMER, "pm_card", "T-LIGHT", "changed my mind");
            assertThat(PersonalText.subjectsIn(stored.getBytes(StandardCharsets.UTF_8)))
                    .containsExactly(subjectOf(CUSTOMER));
            assertThat(other.read(stored, event.getClass())).isEqualTo(event);
            assertThat(process.write(event)).as("the same again").isEqualTo(stored);
        }
    }

    @Test
    void afterTheErasureTheReplacementIsReadAndWrittenAndTheAmountsRemain() {
        OrderEvents order = anOrder().placedBy("erased");
        List<String> stored = eventsOf(order).stream().map(process::write).toList();
        SQL.sql("DELETE FROM privacy.subject_key WHERE subject = ?")
                .param(subjectOf("erased"))
                .update();
        Process other = new Process();
        OrderPlaced placed = other.read(stored.getFirst(), OrderPlaced.class);
        assertThat(placed.customerId()).isEqualTo(PersonalData.ERASED);
        assertThat(placed.paymentMethod()).isEqualTo(PersonalData.ERASED);
        assertThat(placed.lines()).allMatch(line -> PersonalData.ERASED.equals(line.description()));
        assertThat(placed.total()).isEqualTo(order.placed().total());
        OrderAggregateState state = OrderAggregateState.of(placed);
        List<OrderEvent> events = eventsOf(order);
        for (int i = 1; i < events.size(); i++) {
            state = state.evolve(
                    (OrderEvent) other.read(stored.get(i), events.get(i).getClass()));
        }
        assertThat(state.payment().balance().captured())
                .isEqualTo(order.placed().total());

        assertThat(other.write(order.cancelled(true, "said by Maria"))).doesNotContain("Maria", "enc1");
        assertThat(other.protection.protect(order.id().toString(), "about Maria"))
                .isEqualTo(PersonalData.ERASED);
        assertThat(other.write(order.placed()))
                .as("what a process still has in memory does not come back")
                .doesNotContain("erased\"", "enc1")
                .contains(PersonalData.ERASED);
    }

    @Test
    void aKeyOfATransactionThatIsRolledBackIsForgotten() {
        OrderEvents order = anOrder().placedBy("rolled back");
        String lost = transaction.execute(status -> {
            status.setRollbackOnly();
            return process.write(order.placed());
        });
        String stored = process.write(order.placed());
        assertThat(stored).isNotEqualTo(lost);
        assertThat(new Process().read(stored, OrderPlaced.class)).isEqualTo(order.placed());
    }

    @Test
    void anotherProcessSeesTheKeyOnceItIsCommitted() {
        OrderEvents order = anOrder().placedBy("committed");
        String stored = transaction.execute(status -> process.write(order.placed()));
        assertThat(new Process().read(stored, OrderPlaced.class)).isEqualTo(order.placed());
        assertThat(process.read(stored, OrderPlaced.class)).isEqualTo(order.placed());
    }

    @Test
    void aDocumentThatBelongsToNoPersonIsNotWritten() {
        assertThatThrownBy(() -> process.write(new NextAction("redirect", "https://bank/?secret")))
                .hasMessageContaining("@DataSubjectRecord")
                .hasMessageNotContaining("secret");
    }

    private record Charge(@DataSubjectRecord UUID orderId, int amount) {}

    private record Call(
            @DataSubjectRecord Charge charge, @PersonalData String reason) {}

    @Test
    void theRecordMayBeNamedByARecordInIt() {
        OrderEvents order = anOrder().placedBy("of a call");
        process.write(order.placed());
        Call call = new Call(new Charge(order.id(), 1), "Maria broke it");
        String stored = process.write(call);
        assertThat(stored).doesNotContain("Maria");
        assertThat(PersonalText.subjectsIn(stored.getBytes(StandardCharsets.UTF_8)))
                .containsExactly(subjectOf("of a call"));
        assertThat(new Process().read(stored, Call.class)).isEqualTo(call);
    }

    @Test
    void valuesThatWereStoredInTheClearAreRead() {
        OrderEvents order = anOrder().placedBy("in the clear");
        String clear = JsonMapper.builder()
                .changeDefaultVisibility(visibility -> visibility.withFieldVisibility(Visibility.ANY))
                .build()
                .writeValueAsString(order.placed());
        assertThat(process.read(clear, OrderPlaced.class)).isEqualTo(order.placed());
    }

    /** A client's text that looks like an encrypted value harms nothing. */
    @Test
    void aTextThatLooksEncryptedIsAText() {
        OrderEvents order = anOrder().placedBy("enc1:AAAAAAAAAAAAAAAAAAAAAAAA!");
        String stored = process.write(order.placed());
        process.protection.announce(List.of(stored.getBytes(StandardCharsets.UTF_8)));
        process.protection.announce(
                List.of("{\"sku\":\"enc1:!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!\"}".getBytes(StandardCharsets.UTF_8)));
        assertThat(process.read(stored, OrderPlaced.class)).isEqualTo(order.placed());
        assertThat(process.protection.reveal("enc1:nothing")).isEqualTo("enc1:nothing");
    }

    @Test
    void aRecordWithoutAPersonIsOneOfItsOwn() {
        String record = UUID.randomUUID().toString();
        String stored = process.protection.protect(record, "free text");
        assertThat(stored).startsWith("enc1:").doesNotContain("free");
        assertThat(new Process().protection.reveal(stored)).isEqualTo("free text");
    }

    private static List<OrderEvent> eventsOf(OrderEvents order) {
        return List.of(
                order.placed(), order.paymentRequested(), order.confirmed(), order.cancelled(true, "changed my mind"));
    }

    private UUID subjectOf(String person) {
        return process.keys
                .subjectOf(DataSubject.of(OrderEvents.TENANT, person))
                .orElseThrow();
    }
}
