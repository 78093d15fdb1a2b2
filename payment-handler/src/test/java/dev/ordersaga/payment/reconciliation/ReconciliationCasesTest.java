package dev.ordersaga.payment.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.eventprocessing.alert.OperatorAlert;
import dev.ordersaga.eventstore.testing.SettableClock;
import dev.ordersaga.payment.gateway.EnabledProvider;
import dev.ordersaga.payment.gateway.PaymentGateway;
import dev.ordersaga.payment.gateway.PaymentProviders;
import dev.ordersaga.payment.gateway.ProviderRecord;
import dev.ordersaga.payment.gateway.ProviderRecords;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What of reconciliation needs an operator is a case: its results by kind, and runs that do not succeed. */
class ReconciliationCasesTest {

    private static final Instant START = Instant.parse("2026-11-20T10:00:00Z");
    private static final ReconciliationSettings SETTINGS = new ReconciliationSettings(
            Duration.ofMinutes(5), Duration.ofHours(1), Duration.ZERO, Duration.ofHours(24), Duration.ofDays(8));

    private final SettableClock clock = new SettableClock(START);
    private final InMemoryReconciliationStore store = new InMemoryReconciliationStore();
    private final OverdueReconciliationAlerts alerts =
            new OverdueReconciliationAlerts(store, providers(), SETTINGS, clock);

    /** The switch names every constant: a new result of a comparison does not compile here until it is decided. */
    @ParameterizedTest
    @EnumSource
    void everyResultThatNeedsAnOperatorIsACase(ChargeMatch.Kind kind) {
        boolean needsAnOperator = switch (kind) {
            case MATCHED, OUTDATED -> false;
            case UNMATCHED, MISMATCH, NO_PAYMENT, RELEASE_REFUSED, UNREADABLE, WEBHOOK -> true;
        };
        if (needsAnOperator) {
            store.saveFinding(new NewFinding("one", kind, "pi_1", null, "why"), clock.instant());
        }
        assertThat(new OpenFindingAlerts(store).oldest(10)).hasSize(needsAnOperator ? 1 : 0);
    }

    @Test
    void aComparisonThatNeverSucceedsIsACase() {
        clock.advance(Duration.ofMinutes(15));
        assertThat(alerts.count()).isZero();
        clock.advance(Duration.ofMinutes(1));
        assertThat(alerts.oldest(10)).extracting(OperatorAlert::subject).containsExactly("one/reconcile-recent");
        assertThat(alerts.oldest(10)).extracting(OperatorAlert::since).containsExactly(START);
        clock.advance(Duration.ofDays(4));
        assertThat(alerts.oldest(10))
                .extracting(OperatorAlert::subject)
                .containsExactlyInAnyOrder("one/reconcile-recent", "one/reconcile-all");
    }

    @Test
    void aComparisonThatSucceedsEndsTheCase() {
        clock.advance(Duration.ofMinutes(16));
        store.save(new ReconciliationReport.Run(
                "one", clock.instant(), clock.instant(), false, START, clock.instant(), 0, 0, 0, 0, 0));
        assertThat(alerts.count()).isZero();
        clock.advance(Duration.ofMinutes(16));
        assertThat(alerts.count()).isOne();
    }

    private static PaymentProviders providers() {
        var gateway = (PaymentGateway) Proxy.newProxyInstance(
                PaymentGateway.class.getClassLoader(), new Class<?>[] {PaymentGateway.class}, (proxy, method, args) -> {
                    throw new AssertionError("not called");
                });
        ProviderRecords records = new ProviderRecords() {
            @Override
            public Optional<ProviderRecord> lookUp(String reference) {
                return Optional.empty();
            }

            @Override
            public void list(Instant from, Instant before, Consumer<ProviderRecord> consumer) {}
        };
        var provider = new EnabledProvider("one", Pattern.compile("pm_.*"), gateway, records, null);
        return new PaymentProviders(List.of("one"), List.of(provider));
    }
}
