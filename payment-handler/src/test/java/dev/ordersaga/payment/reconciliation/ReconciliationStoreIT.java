package dev.ordersaga.payment.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.payment.execution.PaymentHandlerFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Findings in PostgreSQL. */
class ReconciliationStoreIT {

    private static final int MANY = 1_001;

    private final PaymentHandlerFixture service = PaymentHandlerFixture.shared();
    private final JdbcClient jdbc = service.bean(JdbcClient.class);
    private final ReconciliationStore store = service.bean(ReconciliationStore.class);

    @AfterEach
    void clear() {
        jdbc.sql("DELETE FROM paymenthandler.reconciliation_finding WHERE provider = 'many'")
                .update();
    }

    /** A part of them is shown; all are counted, and compared again with each run. */
    @Test
    void moreFindingsThanAreShownAreCountedAndComparedAgain() {
        jdbc.sql("""
                        INSERT INTO paymenthandler.reconciliation_finding
                            (provider, reference, kind, what, first_seen, last_seen)
                        SELECT 'many', 'pi_' || number, 'MISMATCH', 'differs', now(), now()
                          FROM generate_series(1, ?) AS number""").param(MANY).update();

        assertThat(store.openReferences("many")).hasSize(MANY);
        assertThat(store.countOpen()).isGreaterThanOrEqualTo(MANY);
        assertThat(new OpenFindingAlerts(store).count()).isEqualTo(store.countOpen());
        assertThat(store.open()).hasSizeLessThan(MANY);
    }
}
