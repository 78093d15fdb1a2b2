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

    /** The red control: what Axon 4.13.0 answers hashes differently in each process. */
    @Test
    void axonsSequentialPolicyAnswersWithAnObjectOfIdentityHash() {
        Object answer = new SequentialPolicy().getSequenceIdentifierFor(EVENT);
        assertThat(answer.hashCode()).isEqualTo(System.identityHashCode(answer));
    }

    @Test
    void theSequentialPolicyChoosesTheSameSegmentInEveryProcess() {
        var policy = new StableSequencingPolicy(event -> new SequentialPolicy().getSequenceIdentifierFor(event));
        assertThat(policy.getSequenceIdentifierFor(EVENT)).isEqualTo("sequential");
    }

    @Test
    void onlyAnswersThatHashByValueAreTaken() {
        UUID id = new UUID(1, 2);
        assertThat(answering("a")).isEqualTo("a");
        assertThat(answering(7L)).isEqualTo("7");
        assertThat(answering(id)).isEqualTo(id.toString());
        assertThat(answering(RetentionPolicy.CLASS)).isEqualTo("CLASS");
        assertThat(answering(null)).isNull();
        assertThatThrownBy(() -> answering(new Thread())).hasMessageContaining("java.lang.Thread");
    }

    @SuppressWarnings("NullAway")
    private static @Nullable Object answering(@Nullable Object answer) {
        return new StableSequencingPolicy(event -> answer).getSequenceIdentifierFor(EVENT);
    }
}
