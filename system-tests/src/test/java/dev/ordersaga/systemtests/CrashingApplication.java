package dev.ordersaga.systemtests;

import dev.ordersaga.payment.gateway.PaymentGateway;
import dev.ordersaga.payment.gateway.PaymentProvider;
import dev.ordersaga.payment.gateway.ProviderRecords;
import dev.ordersaga.payment.gateway.WebhookVerifier;
import dev.ordersaga.standalone.StandaloneApplication;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;

/**
 * The standalone application that crashes at a named point: {@code -Dhalt.at=after:authorize:5} halts the process after
 * the fifth authorization was answered and before anything of it is recorded. A request with the header {@code Halt-At}
 * sets the point at run time. Only tests and the lab's program {@code halts} use it. The points:
 *
 * <ul>
 *   <li>{@code before:commit}, {@code after:commit}: of any transaction;
 *   <li>{@code before:}, {@code during:} (a moment later), {@code after:} and a provider call: {@code authorize},
 *       {@code find}, {@code capture}, {@code voidCharge}, {@code refund}, {@code findRefund}, {@code lookUp};
 *   <li>{@code published:}, {@code appended:}, {@code committed:} and an event: before it is stored, stored in an open
 *       transaction, committed;
 *   <li>{@code handling:}, {@code handled:}, {@code processed:} and a processor: the same for the effects of an event;
 *   <li>{@code request:read}, {@code request:answered}: a client's request.
 * </ul>
 */
final class CrashingApplication {

    /** The exit code of a killed process. */
    static final int HALTED = 137;

    private CrashingApplication() {}

    public static void main(String[] arguments) {
        StandaloneApplication.builder()
                .sources(CrashConfiguration.class, CrashPoints.class)
                .run(arguments);
    }

    @Configuration(proxyBeanMethods = false)
    static class CrashConfiguration {

        private static final HaltPoint POINT = new HaltPoint(System.getProperty("halt.at", "never:never:0"));

        @Bean
        static HaltPoint haltPoint() {
            return POINT;
        }

        @Bean
        static BeanPostProcessor haltingProvider() {
            HaltPoint point = POINT;
            return new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    return bean instanceof PaymentProvider provider ? new HaltingProvider(provider, point) : bean;
                }
            };
        }

        @Bean
        TransactionExecutionListener haltingCommits(HaltPoint point) {
            return new TransactionExecutionListener() {
                @Override
                public void beforeCommit(TransactionExecution transaction) {
                    point.reached("before:commit");
                }

                @Override
                public void afterCommit(TransactionExecution transaction, @Nullable Throwable failure) {
                    point.reached("after:commit");
                }
            };
        }
    }

    /** A provider whose gateway and records can end the process before, during and after a call. */
    private record HaltingProvider(PaymentProvider provider, HaltPoint point) implements PaymentProvider {

        @Override
        public String name() {
            return provider.name();
        }

        @Override
        public Pattern paymentMethods() {
            return provider.paymentMethods();
        }

        @Override
        public PaymentGateway gateway() {
            return halting(PaymentGateway.class, provider.gateway());
        }

        @Override
        public Optional<ProviderRecords> records() {
            return provider.records().map(records -> halting(ProviderRecords.class, records));
        }

        @Override
        public Optional<WebhookVerifier> webhooks() {
            return provider.webhooks();
        }

        private <T> T halting(Class<T> type, T target) {
            Object proxy =
                    Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                        point.reached("before:" + method.getName());
                        point.reachedSoon("during:" + method.getName());
                        try {
                            return method.invoke(target, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        } finally {
                            point.reached("after:" + method.getName());
                        }
                    });
            return type.cast(proxy);
        }
    }

    /** Counts how often its point is reached, and halts the process at the configured count. */
    static final class HaltPoint {

        private static final long SOON_MILLIS = 400;

        private record Wanted(String name, int times, AtomicInteger reached) {

            boolean isNow(String point) {
                return point.equals(name) && reached.incrementAndGet() == times;
            }
        }

        private volatile Wanted wanted;

        HaltPoint(String description) {
            wanted = parsed(description);
        }

        /** Sets the point and resets the count. */
        void becomes(String description) {
            wanted = parsed(description);
        }

        private static Wanted parsed(String description) {
            int end = description.lastIndexOf(':');
            return new Wanted(
                    description.substring(0, end),
                    Integer.parseInt(description.substring(end + 1)),
                    new AtomicInteger());
        }

        void reached(String point) {
            if (wanted.isNow(point)) {
                Runtime.getRuntime().halt(HALTED);
            }
        }

        /** Halts a moment later, while other work continues. */
        void reachedSoon(String point) {
            if (wanted.isNow(point)) {
                CompletableFuture.delayedExecutor(SOON_MILLIS, TimeUnit.MILLISECONDS)
                        .execute(() -> Runtime.getRuntime().halt(HALTED));
            }
        }
    }
}
