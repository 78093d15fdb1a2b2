package dev.ordersaga.eventprocessing.processors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordersaga.eventprocessing.identity.ProcessIdentity;
import dev.ordersaga.eventprocessing.processors.ProcessorPauseControl.Control;
import dev.ordersaga.eventstore.schema.SchemaMigration;
import dev.ordersaga.eventstore.testing.TestPostgres;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.AbstractTokenEntry;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class MonitoredTokenStoreIT {

    private static final DriverManagerDataSource DATABASE =
            new DriverManagerDataSource(TestPostgres.newDatabase(), "postgres", "");
    private static final JdbcClient SQL = JdbcClient.create(DATABASE);
    private static final Serializer SERIALIZER = Jackson3Serializer.builder().build();
    private static final String EXPIRED = "2001-01-01T00:00:00Z";

    private final List<Integer> claims = new ArrayList<>();
    private final List<Control> controls = new ArrayList<>();
    private final List<Integer> surplus = new ArrayList<>();
    private final TokenStore tokens = new ServiceSchemas(
                    DATABASE::getConnection, SERIALIZER, new ClaimSettings(Duration.ofSeconds(10)))
            .tokens("tally", new MonitoredTokenStore.Listener() {

                @Override
                public void claimed(int segment, @Nullable TrackingToken token) {
                    claims.add(segment);
                }

                @Override
                public void seen(String processor, List<Integer> segments, Control control) {
                    controls.add(control);
                }

                @Override
                public void surplus(List<Integer> segments) {
                    surplus.addAll(segments);
                }
            });

    @BeforeAll
    static void open() throws Exception {
        SchemaMigration.of(DATABASE, "eventprocessing").afterPropertiesSet();
        SchemaMigration.of(DATABASE, "tally").afterPropertiesSet();
    }

    @BeforeEach
    void claim() {
        SQL.sql("TRUNCATE tally.token_entry, eventprocessing.processor, eventprocessing.segment_request CASCADE")
                .update();
        SQL.sql("INSERT INTO eventprocessing.processor (name, service, schema_name) VALUES ('tally', 'test', 'tally')")
                .update();
        tokens.initializeTokenSegments("tally", 2, new GlobalSequenceTrackingToken(7));
        tokens.fetchToken("tally", Segment.computeSegment(1, 0, 1));
    }

    @Test
    void aClaimThatThisProcessHoldsIsExtended() {
        SQL.sql("UPDATE tally.token_entry SET timestamp = ?").param(EXPIRED).update();
        claims.clear();

        tokens.extendClaim("tally", 1);

        assertThat(SQL.sql("SELECT timestamp FROM tally.token_entry WHERE segment = 1")
                        .query(String.class)
                        .single())
                .isNotEqualTo(EXPIRED);
        assertThat(claims).as("no new claim").isEmpty();
    }

    @Test
    void extendingAClaimDoesNotTakeItBackFromAnotherProcess() {
        SQL.sql("UPDATE tally.token_entry SET owner = 'another', timestamp = ?")
                .param(EXPIRED)
                .update();

        assertThatThrownBy(() -> tokens.extendClaim("tally", 1)).isInstanceOf(UnableToClaimTokenException.class);

        assertThat(owner()).isEqualTo("another");
        stock().extendClaim("tally", 1);
        assertThat(owner()).as("Axon's own takes it back").isNotEqualTo("another");
    }

    @Test
    void segmentsOfOtherProcessesAreAvailableWhenTheirClaimHasExpired() {
        assertThat(available()).containsExactly(0, 1);
        SQL.sql("UPDATE tally.token_entry SET owner = 'another', timestamp = ? WHERE segment = 0")
                .param(AbstractTokenEntry.clock.instant().toString())
                .update();
        assertThat(available()).containsExactly(1);
        SQL.sql("UPDATE tally.token_entry SET timestamp = ?").param(EXPIRED).update();
        assertThat(available()).containsExactly(0, 1);
    }

    @Test
    void fetchingSegmentsReportsTheControlAndReturnsNoneOfAPausedProcessor() {
        assertThat(available()).isNotEmpty();
        SQL.sql("UPDATE eventprocessing.processor SET paused = true, redeliveries = 3")
                .update();
        assertThat(available()).isEmpty();
        SQL.sql("DELETE FROM eventprocessing.processor").update();
        assertThat(available()).isNotEmpty();

        assertThat(controls).containsExactly(new Control(false, 0), new Control(true, 3), new Control(false, 0));
    }

    @Test
    void aProcessWithoutItsShareAsksForSegmentsAndStopsAskingWhenItHasThem() {
        SQL.sql("UPDATE tally.token_entry SET owner = 'another', timestamp = now()::text")
                .update();
        assertThat(available()).isEmpty();
        assertThat(missing()).containsExactly(1);
        SQL.sql("UPDATE tally.token_entry SET owner = ? WHERE segment = 0")
                .param(ProcessIdentity.NAME)
                .update();
        assertThat(available()).containsExactly(0);
        assertThat(missing()).isEmpty();
        assertThat(surplus).isEmpty();
    }

    @Test
    void segmentsAboveTheShareAreReleasedForAProcessThatAsks() {
        SQL.sql("UPDATE tally.token_entry SET owner = ?, timestamp = now()::text")
                .param(ProcessIdentity.NAME)
                .update();
        assertThat(available()).containsExactly(0, 1);
        assertThat(surplus).as("without a request").isEmpty();
        SQL.sql(
                        "INSERT INTO eventprocessing.segment_request VALUES ('tally', 'another', 1, now() - interval '1 minute')")
                .update();
        assertThat(available()).containsExactly(0, 1);
        assertThat(surplus).as("after an old request").isEmpty();
        SQL.sql("UPDATE eventprocessing.segment_request SET requested_at = now()")
                .update();
        assertThat(available()).containsExactly(0, 1);
        assertThat(surplus).containsExactly(0);
    }

    private static List<Integer> missing() {
        return List.copyOf(SQL.sql("SELECT missing FROM eventprocessing.segment_request")
                .query(Integer.class)
                .list());
    }

    /** As after a process whose clock was a day fast: nothing would be processed for a day. */
    @Test
    void aClaimInTheFutureIsNoClaim() {
        SQL.sql("UPDATE tally.token_entry SET owner = 'another', timestamp = '2126-01-01T00:00:00.000Z'")
                .update();
        assertThat(available()).containsExactly(0, 1);
        tokens.fetchToken("tally", Segment.computeSegment(1, 0, 1));
        assertThat(owner()).isEqualTo(ProcessIdentity.NAME);
    }

    @Test
    void aLiveClaimOfAnotherProcessIsNotTaken() {
        SQL.sql("UPDATE tally.token_entry SET owner = 'another'").update();
        assertThatThrownBy(() -> tokens.fetchToken("tally", Segment.computeSegment(1, 0, 1)))
                .isInstanceOf(UnableToClaimTokenException.class)
                .hasMessageContaining("another");
        assertThatThrownBy(() -> tokens.storeToken(new GlobalSequenceTrackingToken(9), "tally", 1))
                .isInstanceOf(UnableToClaimTokenException.class);
    }

    /** The clock of this process is an hour off; claims carry the time of the database. */
    @Test
    void claimsAreStampedByTheClockOfTheDatabase() {
        Clock before = AbstractTokenEntry.clock;
        AbstractTokenEntry.clock = Clock.offset(Clock.systemUTC(), Duration.ofHours(1));
        try {
            tokens.storeToken(new GlobalSequenceTrackingToken(8), "tally", 1);
            tokens.extendClaim("tally", 1);
            tokens.releaseClaim("tally", 1);
            tokens.fetchToken("tally", Segment.computeSegment(1, 0, 1));
        } finally {
            AbstractTokenEntry.clock = before;
        }
        assertThat(SQL.sql(
                                "SELECT timestamp::timestamptz <= clock_timestamp() FROM tally.token_entry WHERE segment = 1")
                        .query(Boolean.class)
                        .single())
                .isTrue();
        assertThat(tokens.fetchToken("tally", Segment.computeSegment(1, 0, 1)))
                .isEqualTo(new GlobalSequenceTrackingToken(8));
    }

    private List<Integer> available() {
        return tokens.fetchAvailableSegments("tally").stream()
                .map(Segment::getSegmentId)
                .toList();
    }

    private static String owner() {
        return SQL.sql("SELECT owner FROM tally.token_entry WHERE segment = 1")
                .query(String.class)
                .single();
    }

    private static TokenStore stock() {
        return JdbcTokenStore.builder()
                .connectionProvider(DATABASE::getConnection)
                .serializer(SERIALIZER)
                .schema(TokenSchema.builder()
                        .setTokenTable("tally.token_entry")
                        .setProcessorNameColumn("processor_name")
                        .setTokenTypeColumn("token_type")
                        .build())
                .contentType(byte[].class)
                .build();
    }
}
