package dev.ordersaga.simulator.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.simulator.idempotency.IdempotencyStore.Claim;
import dev.ordersaga.simulator.ledger.LedgerPosition;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

class IdempotencyStoreTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static final LedgerPosition HERE = new LedgerPosition(100, 10);

    private final IdempotencyStore idempotency = new IdempotencyStore();

    @Test
    void aKeyIsInFlightUntilReleased() {
        assertThat(claim("k", "p", "f", NOW)).isEqualTo(new Claim.Fresh());
        assertThat(claim("k", "p", "f", NOW)).isEqualTo(new Claim.InFlight());
        assertThat(claim("k", "p", "other", NOW)).isEqualTo(new Claim.InFlight());
        idempotency.release("k");
        assertThat(claim("k", "p", "f", NOW)).isEqualTo(new Claim.Fresh());
    }

    @Test
    void aKeptResponseIsForTheSameRequestOnly() {
        idempotency.keep(answer("k"), NOW, HERE);
        assertThat(claim("k", "p", "f", NOW)).isEqualTo(new Claim.Answered(HERE));
        assertThat(claim("k", "p", "g", NOW)).isEqualTo(new Claim.OtherParameters());
        assertThat(claim("k", "q", "f", NOW)).isEqualTo(new Claim.OtherEndpoint("p"));
        assertThat(claim("l", "p", "f", NOW)).isEqualTo(new Claim.Fresh());
    }

    @Test
    void aKeyExpiresAfterADay() {
        idempotency.keep(answer("k"), NOW, HERE);
        assertThat(claim("k", "p", "f", NOW.plus(Duration.ofHours(24)).minusNanos(1)))
                .isEqualTo(new Claim.Answered(HERE));
        assertThat(claim("k", "p", "f", NOW.plus(Duration.ofHours(24)))).isEqualTo(new Claim.Fresh());
    }

    private Claim claim(String key, String path, String fingerprint, Instant now) {
        return idempotency.claim(key, path, fingerprint, now);
    }

    private static StoredResponse answer(String key) {
        return new StoredResponse(key, "p", "f", "req_1", 200, JsonNodeFactory.instance.objectNode());
    }
}
