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

/**
 * Connection bulkhead of the management port: metrics are read from the database over the operators' connection pool, so
 * that alerts still work when clients have used up their own.
 */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
public class ManagementPortConfiguration {

    @Bean
    FilterRegistrationBean<Filter> operatorConnections() {
        return new FilterRegistrationBean<>(ManagementPortConfiguration::onOperatorConnections);
    }

    private static void onOperatorConnections(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try (ConnectionPurpose.Scope scope = ConnectionPurpose.OPERATORS.begin()) {
            chain.doFilter(request, response);
        }
    }
}
