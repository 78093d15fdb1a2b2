package dev.ordersaga.payment.gateway.circuitbreaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.ordersaga.payment.gateway.ProviderUnavailableException;
import dev.ordersaga.payment.gateway.RequestRejectedException;
import dev.ordersaga.payment.gateway.UnknownOutcomeException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProviderCircuitBreakerTest {

    private static final Duration PAUSE = Duration.ofMillis(200);

    private final ProviderCircuitBreaker guard = new ProviderCircuitBreaker(
            "test",
            new CircuitBreakerSettings(
                    2, Duration.ZERO, Duration.ofSeconds(30), 4, 50, Duration.ofSeconds(5), 80, PAUSE));

    @Test
    void aProviderThatDoesNotAnswerIsLeftAloneAndTriedAgain() {
        for (int i = 0; i < 4; i++) {
            assertThatThrownBy(() -> guard.call(ProviderCircuitBreakerTest::noAnswer))
                    .isInstanceOf(UnknownOutcomeException.class);
        }
        assertThat(guard.isPausing()).isTrue();
        assertThatThrownBy(() -> guard.call(() -> {
                    throw new AssertionError("the provider was asked");
                }))
                .isInstanceOfSatisfying(
                        ProviderUnavailableException.class,
                        e -> assertThat(e.askIn()).isEqualTo(PAUSE));

        await().atMost(Duration.ofSeconds(10))
                .ignoreException(ProviderUnavailableException.class)
                .until(() -> guard.call(() -> "well").equals("well"));
        await().until(() -> guard.call(() -> "well").equals("well") && !guard.isPausing());
    }

    @Test
    void faultsOfOursAreNoReasonToLeaveTheProviderAlone() {
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> guard.call(() -> {
                        throw new RequestRejectedException("too much", new IllegalStateException());
                    }))
                    .isInstanceOf(RequestRejectedException.class);
        }
        assertThat(guard.isPausing()).isFalse();
    }

    @Test
    void noMoreThanSoManyCallsRunAtATime() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(2);
        CountDownLatch answer = new CountDownLatch(1);
        Runnable slow = () -> guard.call(() -> {
            asked.countDown();
            try {
                return answer.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        Thread first = Thread.startVirtualThread(slow);
        Thread second = Thread.startVirtualThread(slow);
        assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();

        assertThatThrownBy(() -> guard.call(() -> "third")).isInstanceOf(ProviderUnavailableException.class);

        answer.countDown();
        first.join();
        second.join();
        assertThat(guard.call(() -> "third")).isEqualTo("third");
    }

    @Test
    void metersTellWhetherTheProviderIsLeftAlone() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        guard.bindTo(registry);
        assertThat(registry.get("payment.provider.pausing").gauge().value()).isZero();
        assertThat(registry.get("payment.provider.calls.free").gauge().value()).isEqualTo(2);
        for (int i = 0; i < 4; i++) {
            assertThatThrownBy(() -> guard.call(ProviderCircuitBreakerTest::noAnswer))
                    .isInstanceOf(UnknownOutcomeException.class);
        }
        assertThat(registry.get("payment.provider.pausing").gauge().value()).isEqualTo(1);
    }

    private static String noAnswer() {
        throw new UnknownOutcomeException("silence");
    }
}
