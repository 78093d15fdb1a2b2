package dev.ordersaga.http.server;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;

/**
 * Initializes the management port's servlet at start-up. Spring Boot would do it at the first request; when that comes
 * while the process stops, request and shutdown wait for each other's locks and the process never ends.
 */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
public class ManagementServletConfiguration {

    @Bean
    static BeanPostProcessor loadManagementServletOnStartup() {
        return new BeanPostProcessor() {

            @Override
            public Object postProcessBeforeInitialization(Object bean, String name) {
                if (bean instanceof ServletRegistrationBean<?> servlet) {
                    servlet.setLoadOnStartup(1);
                }
                return bean;
            }
        };
    }
}
