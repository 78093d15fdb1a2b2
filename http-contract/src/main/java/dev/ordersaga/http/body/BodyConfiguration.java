package dev.ordersaga.http.body;

import dev.ordersaga.http.problem.ProblemWriter;
import jakarta.servlet.DispatcherType;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Wiring of request bodies. */
@Configuration(proxyBeanMethods = false)
public class BodyConfiguration {

    /** The time within which a whole body must arrive; Tomcat looks once a second. */
    private static final Duration BODY_DEADLINE = Duration.ofSeconds(14);

    @Bean
    FilterRegistrationBean<BodyFilter> bodyFilter(ProblemWriter writer) {
        BodyMemory memory = BodyMemory.ofHeap(Runtime.getRuntime().maxMemory());
        FilterRegistrationBean<BodyFilter> filter =
                new FilterRegistrationBean<>(new BodyFilter(writer, memory, BODY_DEADLINE.toMillis()));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 20);
        filter.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC);
        return filter;
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
