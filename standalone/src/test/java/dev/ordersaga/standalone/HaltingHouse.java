package dev.ordersaga.standalone;

import dev.ordersaga.payment.gateway.PaymentGateway;
import dev.ordersaga.payment.gateway.ProviderRecords;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;

/**
 * The one-process start that dies at a named point, without a word: {@code -Dhalt.at=after:authorize:5} ends the process
 * when the fifth authorization was answered and before anything of that is recorded. Points are each question to the
 * provider ({@code authorize}, {@code find}, {@code voidCharge}, {@code refund}, {@code findRefund}, {@code lookUp}) and
 * {@code commit}, {@code before} or {@code after}. Only tests have it.
 */
final class HaltingHouse {

    /** As after a kill. */
    static final int HALTED = 137;

    private HaltingHouse() {}

    public static void main(String[] arguments) {
        StandaloneApplication.builder().sources(HaltModule.class).run(arguments);
    }

    @Configuration(proxyBeanMethods = false)
    static class HaltModule {

        @Bean
        static HaltPoint haltPoint() {
            return new HaltPoint(System.getProperty("halt.at", "never:never:0"));
        }

        @Bean
        static BeanPostProcessor haltingProvider() {
            HaltPoint point = haltPoint();
            return new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    if (bean instanceof PaymentGateway) {
                        return halting(PaymentGateway.class, bean, point);
                    }
                    return bean instanceof ProviderRecords ? halting(ProviderRecords.class, bean, point) : bean;
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

        private static Object halting(Class<?> type, Object bean, HaltPoint point) {
            return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                point.reached("before:" + method.getName());
                try {
                    return method.invoke(bean, arguments);
                } catch (InvocationTargetException e) {
                    throw e.getCause();
                } finally {
                    point.reached("after:" + method.getName());
                }
            });
        }
    }

    /** Counts how often its point was reached, and ends the process at the how-manieth time that was asked for. */
    static final class HaltPoint {

        private final String name;
        private final int times;
        private final AtomicInteger reached = new AtomicInteger();

        HaltPoint(String description) {
            int end = description.lastIndexOf(':');
            this.name = description.substring(0, end);
            this.times = Integer.parseInt(description.substring(end + 1));
        }

        void reached(String point) {
            if (point.equals(name) && reached.incrementAndGet() == times) {
                Runtime.getRuntime().halt(HALTED);
            }
        }
    }
}
