package dev.ordersaga.eventprocessing.processors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.annotation.RetentionPolicy;
import java.util.UUID;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.async.SequentialPolicy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StableSequencingPolicyTest {

    private static final EventMessage<?> EVENT = GenericEventMessage.asEventMessage("happened");

    /** Red control: the identifier of Axon 4.13.0 has another hash code in each process. */
    @Test
    void axonsSequentialPolicyReturnsAnObjectWithIdentityHashCode() {
        Object identifier = new SequentialPolicy().getSequenceIdentifierFor(EVENT);
        assertThat(identifier.hashCode()).isEqualTo(System.identityHashCode(identifier));
    }

    @Test
    void theSequentialPolicyChoosesTheSameSegmentInEveryProcess() {
        var policy = new StableSequencingPolicy(event -> new SequentialPolicy().getSequenceIdentifierFor(event));
        assertThat(policy.getSequenceIdentifierFor(EVENT)).isEqualTo("sequential");
    }

    @Test
    void onlyIdentifiersWithAStableHashCodeAreAccepted() {
        UUID id = new UUID(1, 2);
        assertThat(stable("a")).isEqualTo("a");
        assertThat(stable(7L)).isEqualTo("7");
        assertThat(stable(id)).isEqualTo(id.toString());
        assertThat(stable(RetentionPolicy.CLASS)).isEqualTo("CLASS");
        assertThat(stable(null)).isNull();
        assertThatThrownBy(() -> stable(new Thread())).hasMessageContaining("java.lang.Thread");
    }

    @SuppressWarnings("NullAway")
    private static @Nullable Object stable(@Nullable Object identifier) {
        return new StableSequencingPolicy(event -> identifier).getSequenceIdentifierFor(EVENT);
    }
}
