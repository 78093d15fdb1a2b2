package dev.ordersaga.http.route;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Wiring of the public routes. */
@Configuration(proxyBeanMethods = false)
public class RouteConfiguration {

    @Bean
    FilterRegistrationBean<OptionsFilter> optionsFilter(ObjectProvider<PublicRoutes> routes) {
        FilterRegistrationBean<OptionsFilter> filter = new FilterRegistrationBean<>(
                new OptionsFilter(routes.orderedStream().toList()));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 30);
        return filter;
    }
}
