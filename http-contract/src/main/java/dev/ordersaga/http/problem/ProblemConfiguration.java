package dev.ordersaga.http.problem;

import dev.ordersaga.http.answer.RetryDelays;
import dev.ordersaga.http.trace.Traces;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wiring of the problems: one road for Spring's exceptions, one for the container's. */
@Configuration(proxyBeanMethods = false)
public class ProblemConfiguration {

    @Bean
    Problems problems(RetryDelays delays) {
        return new Problems(delays);
    }

    @Bean
    ProblemWriter problemWriter(Traces traces) {
        return new ProblemWriter(traces);
    }

    @Bean
    ProblemResolver problemResolver(Problems problems, ProblemWriter writer) {
        return new ProblemResolver(problems, writer);
    }

    /** Without an order, so it comes last: Spring Boot adds a valve of its own, and the innermost reports first. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemValve(Problems problems, ProblemWriter writer) {
        return factory -> factory.addContextCustomizers(
                context -> context.getParent().getPipeline().addValve(new ProblemValve(problems, writer)));
    }
}
