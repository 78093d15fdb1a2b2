package dev.ordersaga.simulator.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordersaga.simulator.payment.InvalidRequestException;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParametersTest {

    @Test
    void metadataKeysMayBeNumbersAndEmptyValuesUnset() {
        Parameters given = Parameters.parse("metadata[1]=one&metadata[two]=2&metadata[gone]=");
        assertThat(given.metadata()).isEqualTo(Map.of("1", "one", "two", "2"));
    }

    @Test
    void metadataHasLimits() {
        String fifty =
                IntStream.range(0, 50).mapToObj(i -> "metadata[k" + i + "]=v").collect(Collectors.joining("&"));
        assertThat(Parameters.parse(fifty).metadata()).hasSize(50);
        assertRejected(fifty + "&metadata[k50]=v");
        assertRejected("metadata[" + "k".repeat(41) + "]=v");
        assertRejected("metadata[k]=" + "v".repeat(501));
        assertRejected("metadata[k][deeper]=v");
        assertRejected("metadata=v");
    }

    @Test
    void arraysAreOrderedByIndex() {
        assertThat(Parameters.parse("expand[1]=b&expand[0]=a").texts("expand")).containsExactly("a", "b");
        assertThat(Parameters.parse("expand[]=a&expand[]=b").texts("expand")).containsExactly("a", "b");
        assertThat(Parameters.parse("").texts("expand")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"expand=a", "expand[first]=a", "expand[0][b]=a"})
    void malformedArraysAreRejected(String form) {
        assertThatThrownBy(() -> Parameters.parse(form).texts("expand")).isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void integersAreDigitsOnly() {
        assertThat(Parameters.parse("amount=007").integer("amount")).isEqualTo(7);
        for (String wrong : new String[] {"1.0", "1e3", " 1", "0x1", "9999999999999999999", "[a]=1"}) {
            String form = wrong.startsWith("[") ? "amount" + wrong : "amount=" + wrong.replace(" ", "+");
            assertThatThrownBy(() -> Parameters.parse(form).integer("amount"))
                    .isInstanceOf(InvalidRequestException.class);
        }
    }

    @Test
    void theCanonicalFormIgnoresOrderOnly() {
        String canonical = Parameters.parse("a=1&b[c]=2").canonical();
        assertThat(Parameters.parse("b[c]=2&a=1").canonical()).isEqualTo(canonical);
        for (String other : new String[] {"a=1&b[c]=3", "a=1&b[d]=2", "a=1", "a=1&b=2", "a=1&b[c]=2&d="}) {
            assertThat(Parameters.parse(other).canonical()).isNotEqualTo(canonical);
        }
        assertThat(Parameters.parse("a=1%0A%5Bb%5D%3D1%3A2").canonical())
                .isNotEqualTo(Parameters.parse("a=1&b=2").canonical());
    }

    private static void assertRejected(String form) {
        assertThatThrownBy(() -> Parameters.parse(form).metadata()).isInstanceOf(InvalidRequestException.class);
    }
}
