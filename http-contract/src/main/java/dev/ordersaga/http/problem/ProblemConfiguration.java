package dev.ordersaga.http.problem;

import dev.ordersaga.http.log.RateLimitedLog;
import dev.ordersaga.http.route.PublicRoutes;
import dev.ordersaga.http.trace.Traces;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wiring of the problems: one path for exceptions of Spring MVC, one for those of the container. */
@Configuration(proxyBeanMethods = false)
public class ProblemConfiguration {

    @Bean
    ProblemMapper problemMapper(ObjectProvider<DatabaseErrors> errors) {
        DatabaseErrors database = errors.getIfAvailable(() -> failure -> false);
        return new ProblemMapper(database, () -> ThreadLocalRandom.current().nextLong(), System::nanoTime);
    }

    @Bean
    ProblemWriter problemWriter(Traces traces) {
        return new ProblemWriter(traces);
    }

    @Bean
    ProblemResolver problemResolver(ProblemMapper problems, ProblemWriter writer, ObjectProvider<PublicRoutes> routes) {
        return new ProblemResolver(problems, writer, routes.orderedStream().toList());
    }

    /** Without an order, so that it is applied last: Spring Boot adds a valve as well, and the innermost reports first. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemValve(
            ProblemMapper problems, ProblemWriter writer, ObjectProvider<PublicRoutes> routes) {
        RateLimitedLog refused = new RateLimitedLog(LoggerFactory.getLogger(ProblemValve.class), System::nanoTime);
        return factory -> factory.addContextCustomizers(context -> context.getParent()
                .getPipeline()
                .addValve(new ProblemValve(
                        problems, writer, refused, routes.orderedStream().toList())));
    }
}
