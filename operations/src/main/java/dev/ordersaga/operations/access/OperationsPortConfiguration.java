package dev.ordersaga.operations.access;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Wiring of the operators' port. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OperationsSettings.class)
public class OperationsPortConfiguration {

    private static final int DEFAULT_PORT = 8082;

    @Bean
    OperationsPort operationsPort(OperationsSettings settings, Environment environment) {
        boolean isAnyFreePort = "0".equals(environment.getProperty("management.server.port"));
        return OperationsPort.of(settings, isAnyFreePort ? 0 : DEFAULT_PORT);
    }

    @Bean
    WebMvcConfigurer operationsOnTheirPort(OperationsPort port) {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new OperationsAccessInterceptor(port));
            }
        };
    }
}
