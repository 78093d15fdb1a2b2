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

    private final StoreChangeDetector detector = new StoreChangeDetector();

    @Test
    void theFirstIdentityIsAccepted() {
        assertThatCode(() -> detector.check(StoreIdentity.NONE, STORE)).doesNotThrowAnyException();
        assertThatCode(() -> detector.check(STORE, STORE)).doesNotThrowAnyException();
        assertThat(detector.current()).isEqualTo(STORE);
    }

    @Test
    void listenersAreNotifiedBeforeAStreamCanBeginOnTheOtherStore() {
        detector.check(StoreIdentity.NONE, STORE);
        List<StoreIdentity> seenByListener = new ArrayList<>();
        detector.onReplaced(() -> seenByListener.add(detector.current()));
        assertThatThrownBy(() -> detector.check(STORE, OTHER)).isInstanceOf(StoreReplacedException.class);
        assertThat(seenByListener).containsExactly(STORE);
        assertThat(detector.current()).isEqualTo(OTHER);
    }

    @Test
    void streamsOpenedBeforeTheReplacementBreakLaterOnesDoNot() {
        detector.check(StoreIdentity.NONE, STORE);
        assertThatThrownBy(() -> detector.check(STORE, OTHER)).isInstanceOf(StoreReplacedException.class);
        assertThatThrownBy(() -> detector.check(STORE, OTHER)).isInstanceOf(StoreReplacedException.class);
        assertThatCode(() -> detector.check(OTHER, OTHER)).doesNotThrowAnyException();
    }
}
