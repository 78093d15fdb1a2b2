package dev.ordersaga.payment.execution;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.eventprocessing.scheduling.TaskDataJson;
import dev.ordersaga.payment.SamplePayment;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Stored form of scheduled calls: calls outlive the version that wrote them, so that a new form must still read the old
 * one.
 */
class ScheduledCallTest {

    private static final ScheduledCall CALL =
            new ScheduledCall(SamplePayment.remainderCall(), SamplePayment.START, Map.of("traceId", "t1"));

    private static final String STORED = """
            {"call":{"provider":"simulated","operation":"REFUND","key":"01930000-0000-7000-8000-000000000001/release/1",\
            "charge":{"orderId":"01930000-0000-7000-8000-000000000001","attempt":1,\
            "idempotencyKey":"01930000-0000-7000-8000-000000000001/authorize/1","paymentMethod":"pm_card_visa",\
            "amount":"15.30 GBP","startedAt":"2026-11-20T10:00:00Z","providerReference":"ch_1"},\
            "refund":{"number":0,"amount":"15.30 GBP",\
            "idempotencyKey":"01930000-0000-7000-8000-000000000001/release/1"}},\
            "since":"2026-11-20T10:00:00Z","correlation":{"traceId":"t1"}}""";

    private final TaskDataJson json = new TaskDataJson();

    @Test
    void isStoredInThisForm() {
        assertThat(new String(json.serialize(CALL), UTF_8)).isEqualTo(STORED);
    }

    @Test
    void isReadBack() {
        assertThat(json.deserialize(ScheduledCall.class, STORED.getBytes(UTF_8)))
                .isEqualTo(CALL);
    }
}
