package dev.ordersaga.bulkhead;

import jakarta.servlet.DispatcherType;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Wiring of the bulkhead for requests that place orders. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(BulkheadSettings.class)
public class BulkheadConfiguration {

    /** The bodies are read at 20, by http-contract; the thread of a request that waits for its body needs no place. */
    private static final int AFTER_BODY = Ordered.HIGHEST_PRECEDENCE + 25;

    @Bean
    RequestBulkhead requestBulkhead(BulkheadSettings settings) {
        return new RequestBulkhead(settings.effectivePlaces());
    }

    @Bean
    FilterRegistrationBean<BulkheadFilter> bulkheadFilter(RequestBulkhead bulkhead) {
        var registration = new FilterRegistrationBean<>(new BulkheadFilter(bulkhead));
        registration.setOrder(AFTER_BODY);
        registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC);
        return registration;
    }
}
