package dev.ordersaga.lab.experiments.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tests the ids of orders. */
class OrderIdsTest {

    @Test
    void areRandomUuidsOfVersionFour() {
        List<UUID> ids = first(7, 1_000);
        assertThat(Set.copyOf(ids)).hasSize(1_000);
        assertThat(ids).allSatisfy(id -> {
            assertThat(id.version()).isEqualTo(4);
            assertThat(id.variant()).isEqualTo(2);
        });
    }

    @Test
    void areTheSameForTheSameSeed() {
        assertThat(first(7, 10)).isEqualTo(first(7, 10)).isNotEqualTo(first(8, 10));
    }

    private static List<UUID> first(long seed, int count) {
        OrderIds ids = new OrderIds(seed);
        return Stream.generate(ids::next).limit(count).toList();
    }
}
