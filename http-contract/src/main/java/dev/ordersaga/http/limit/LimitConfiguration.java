package dev.ordersaga.http.limit;

import dev.ordersaga.http.access.UnknownCallerLimit;
import dev.ordersaga.http.body.RefusedRequests;
import dev.ordersaga.http.route.PublicRoutes;
import io.github.bucket4j.TimeMeter;
import jakarta.servlet.DispatcherType;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Wiring of the rate limits. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LimitSettings.class)
public class LimitConfiguration {

    /** The callers are known at 12 (spring.security.filter.order), new orders are admitted at 15, bodies are read at 20. */
    private static final int AFTER_ACCESS = Ordered.HIGHEST_PRECEDENCE + 13;

    @Bean
    CallerLimits callerLimits(LimitSettings settings) {
        return new CallerLimits(settings, TimeMeter.SYSTEM_NANOTIME);
    }

    @Bean
    UnknownCallerLimit unknownCallerLimit(CallerLimits limits) {
        return limits::refusalOfUnknown;
    }

    @Bean
    FilterRegistrationBean<LimitFilter> limitFilter(
            CallerLimits limits, ObjectProvider<PublicRoutes> routes, RefusedRequests refused) {
        FilterRegistrationBean<LimitFilter> filter = new FilterRegistrationBean<>(
                new LimitFilter(limits, routes.orderedStream().toList(), refused));
        filter.setOrder(AFTER_ACCESS);
        filter.setDispatcherTypes(DispatcherType.REQUEST);
        return filter;
    }
}
