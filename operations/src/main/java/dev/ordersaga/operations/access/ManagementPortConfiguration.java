package dev.ordersaga.operations.access;

import dev.ordersaga.eventstore.connections.ConnectionPurpose;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;

/** Metrics are read from the database: over connections that clients cannot use up, or alerts would be silent when it counts. */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
public class ManagementPortConfiguration {

    @Bean
    FilterRegistrationBean<Filter> connectionsOfOperators() {
        return new FilterRegistrationBean<>(ManagementPortConfiguration::answer);
    }

    private static void answer(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try (ConnectionPurpose.Scope scope = ConnectionPurpose.OPERATORS.begin()) {
            chain.doFilter(request, response);
        }
    }
}
