package dev.ordersaga.systemtests;

import dev.ordersaga.systemtests.CrashingApplication.HaltPoint;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.EventBus;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The steps of an order at which {@link CrashingApplication} can halt. */
@Configuration(proxyBeanMethods = false)
class CrashPoints {

    @Bean
    static BeanPostProcessor haltingEvents() {
        HaltPoint point = CrashingApplication.CrashConfiguration.haltPoint();
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                if (bean instanceof EventBus events) {
                    events.registerDispatchInterceptor(messages -> (index, event) -> {
                        published(event, point);
                        return event;
                    });
                }
                return bean;
            }
        };
    }

    private static void published(EventMessage<?> event, HaltPoint point) {
        String name = event.getPayloadType().getSimpleName();
        point.reached("published:" + name);
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void beforeCommit(boolean readOnly) {
                    point.reached("appended:" + name);
                }

                @Override
                public void afterCommit() {
                    point.reached("committed:" + name);
                }
            });
        }
    }

    @Bean
    ConfigurerModule haltingProcessors(HaltPoint point) {
        return configurer -> configurer
                .eventProcessing()
                .registerDefaultHandlerInterceptor(
                        (configuration, processor) -> (work, chain) -> handled(processor, point, work, chain));
    }

    private static Object handled(
            String processor, HaltPoint point, UnitOfWork<? extends EventMessage<?>> work, InterceptorChain chain)
            throws Exception {
        point.reached("handling:" + processor);
        Object result = chain.proceed();
        point.reached("handled:" + processor);
        work.afterCommit(done -> point.reached("processed:" + processor));
        return result;
    }

    @Bean
    FilterRegistrationBean<Filter> haltingRequests(HaltPoint point) {
        FilterRegistrationBean<Filter> filter = new FilterRegistrationBean<>((request, response, chain) -> {
            HttpServletRequest http = (HttpServletRequest) request;
            String wanted = http.getHeader("Halt-At");
            if (wanted != null) {
                point.becomes(wanted);
            }
            boolean isOrder = wanted == null && !http.getMethod().equals("GET");
            if (isOrder && http.getDispatcherType() == DispatcherType.REQUEST) {
                point.reached("request:read");
            }
            chain.doFilter(request, response);
            // The body is read without a thread: then the answer follows in another dispatch.
            if (isOrder && !http.isAsyncStarted()) {
                response.flushBuffer();
                point.reached("request:answered");
            }
        });
        filter.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC);
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }
}
