package dev.ordersaga.http.body;

import dev.ordersaga.http.problem.ProblemWriter;
import jakarta.servlet.DispatcherType;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Wiring of request bodies. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(BodySettings.class)
public class BodyConfiguration {

    @Bean
    FilterRegistrationBean<BodyFilter> bodyFilter(ProblemWriter writer, BodySettings settings) {
        BodyMemory memory = BodyMemory.ofHeap(Runtime.getRuntime().maxMemory());
        FilterRegistrationBean<BodyFilter> filter = new FilterRegistrationBean<>(
                new BodyFilter(writer, memory, settings.bodyDeadline().toMillis()));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 20);
        filter.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC);
        return filter;
    }

    @Bean
    RefusedRequests refusedRequests(ProblemWriter writer, BodySettings settings) {
        return new RefusedRequests(writer, settings.bodyDeadline().toMillis());
    }

    @Bean
    WebMvcConfigurer jsonBodies() {
        return new WebMvcConfigurer() {

            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new JsonBodyArgument());
            }
        };
    }
}
