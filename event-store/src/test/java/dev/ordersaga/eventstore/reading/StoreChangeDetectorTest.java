package dev.ordersaga.eventstore.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoreChangeDetectorTest {

    private static final StoreIdentity STORE = new StoreIdentity(1, 100);
    private static final StoreIdentity OTHER = new StoreIdentity(2, 100);

    private final StoreChangeDetector watch = new StoreChangeDetector();

    @Test
    void theFirstAnswerIsTaken() {
        assertThatCode(() -> watch.check(StoreIdentity.NONE, STORE)).doesNotThrowAnyException();
        assertThatCode(() -> watch.check(STORE, STORE)).doesNotThrowAnyException();
        assertThat(watch.current()).isEqualTo(STORE);
    }

    @Test
    void listenersKnowOfTheReplacementBeforeAStreamCanBeginOnTheOtherStore() {
        watch.check(StoreIdentity.NONE, STORE);
        List<StoreIdentity> seenByListener = new ArrayList<>();
        watch.onReplaced(() -> seenByListener.add(watch.current()));
        assertThatThrownBy(() -> watch.check(STORE, OTHER)).isInstanceOf(StoreReplacedException.class);
        assertThat(seenByListener).containsExactly(STORE);
        assertThat(watch.current()).isEqualTo(OTHER);
    }

    @Test
    void everyStreamThatBeganBeforeBreaksTheOthersDoNot() {
        watch.check(StoreIdentity.NONE, STORE);
        assertThatThrownBy(() -> watch.check(STORE, OTHER)).isInstanceOf(StoreReplacedException.class);
        assertThatThrownBy(() -> watch.check(STORE, OTHER)).isInstanceOf(StoreReplacedException.class);
        assertThatCode(() -> watch.check(OTHER, OTHER)).doesNotThrowAnyException();
    }
}
