package dev.ordersaga.payment.gateway.circuitbreaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.ordersaga.payment.gateway.ProviderUnavailableException;
import dev.ordersaga.payment.gateway.RequestRejectedException;
import dev.ordersaga.payment.gateway.UnknownOutcomeException;
import dev.ordersaga.payment.gateway.UnreadableAnswerException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProviderCircuitBreakerTest {

    private static final Duration OPEN_DURATION = Duration.ofMillis(200);

    private final ProviderCircuitBreaker breaker = new ProviderCircuitBreaker(
            "test",
            new CircuitBreakerSettings(
                    2, Duration.ZERO, Duration.ofSeconds(30), 4, 50, Duration.ofSeconds(5), 80, OPEN_DURATION));

    @Test
    void failuresOpenTheCircuitBreakerAndTrialCallsCloseIt() {
        for (int i = 0; i < 4; i++) {
            assertThatThrownBy(() -> breaker.call(ProviderCircuitBreakerTest::timeOut))
                    .isInstanceOf(UnknownOutcomeException.class);
        }
        assertThat(breaker.isOpen()).isTrue();
        assertThatThrownBy(() -> breaker.call(() -> {
                    throw new AssertionError("the provider was called");
                }))
                .isInstanceOfSatisfying(ProviderUnavailableException.class, e -> {
                    assertThat(e.retryAfter()).isEqualTo(OPEN_DURATION);
                    assertThat(e.isProviderFailing()).isTrue();
                });

        await().atMost(Duration.ofSeconds(10))
                .ignoreException(ProviderUnavailableException.class)
                .until(() -> breaker.call(() -> "ok").equals("ok"));
        await().until(() -> breaker.call(() -> "ok").equals("ok") && !breaker.isOpen());
    }

    @Test
    void rejectedRequestsDoNotOpenTheCircuitBreaker() {
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> breaker.call(() -> {
                        throw new RequestRejectedException("too much", new IllegalStateException());
                    }))
                    .isInstanceOf(RequestRejectedException.class);
        }
        assertThat(breaker.isOpen()).isFalse();
    }

    /** The provider has answered: an object that this version cannot read says nothing about its availability. */
    @Test
    void unreadableAnswersDoNotOpenTheCircuitBreaker() {
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> breaker.call(() -> {
                        throw new UnreadableAnswerException("pi_1 is 'requires_something_new'");
                    }))
                    .isInstanceOf(UnreadableAnswerException.class);
        }
        assertThat(breaker.isOpen()).isFalse();
    }

    @Test
    void anyOtherExceptionOfAnAdapterMeansThatTheOutcomeIsUnknown() {
        assertThatThrownBy(() -> breaker.call(() -> {
                    throw new IllegalStateException("connection reset");
                }))
                .isInstanceOf(UnknownOutcomeException.class)
                .hasMessageContaining("connection reset");
    }

    @Test
    void theBulkheadLimitsConcurrentCalls() throws InterruptedException {
        CountDownLatch called = new CountDownLatch(2);
        CountDownLatch answer = new CountDownLatch(1);
        Runnable slow = () -> breaker.call(() -> {
            called.countDown();
            try {
                return answer.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        Thread first = Thread.startVirtualThread(slow);
        Thread second = Thread.startVirtualThread(slow);
        assertThat(called.await(20, TimeUnit.SECONDS)).isTrue();

        assertThatThrownBy(() -> breaker.call(() -> "third"))
                .isInstanceOfSatisfying(
                        ProviderUnavailableException.class,
                        e -> assertThat(e.isProviderFailing()).isFalse());

        answer.countDown();
        first.join();
        second.join();
        assertThat(breaker.call(() -> "third")).isEqualTo("third");
    }

    @Test
    void gaugesShowTheStatePerProvider() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        breaker.bindTo(registry);
        assertThat(registry.get("payment.circuit.breaker.open")
                        .tag("provider", "test")
                        .gauge()
                        .value())
                .isZero();
        assertThat(registry.get("payment.bulkhead.free")
                        .tag("provider", "test")
                        .gauge()
                        .value())
                .isEqualTo(2);
        for (int i = 0; i < 4; i++) {
            assertThatThrownBy(() -> breaker.call(ProviderCircuitBreakerTest::timeOut))
                    .isInstanceOf(UnknownOutcomeException.class);
        }
        assertThat(registry.get("payment.circuit.breaker.open")
                        .tag("provider", "test")
                        .gauge()
                        .value())
                .isEqualTo(1);
    }

    private static String timeOut() {
        throw new UnknownOutcomeException("time-out");
    }
}
