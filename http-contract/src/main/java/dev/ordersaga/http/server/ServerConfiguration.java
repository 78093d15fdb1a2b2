package dev.ordersaga.http.server;

import dev.ordersaga.http.connections.WatchedConnections;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.apache.coyote.ContinueResponseTiming;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Wiring of the servlet container. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(HeadSettings.class)
public class ServerConfiguration {

    private static final Duration CONNECTION_WATCH = Duration.ofSeconds(1);

    /** Twice what the buffers of a connection take whose request is being read. */
    private static final long HEAP_PER_CONNECTION = 160 * 1024;

    /** Sets the {@link SecurityHeaders} before anything can commit the response. */
    @Bean
    FilterRegistrationBean<Filter> securityHeadersFilter() {
        FilterRegistrationBean<Filter> filter = new FilterRegistrationBean<>((request, response, chain) -> {
            SecurityHeaders.addTo((HttpServletResponse) response);
            chain.doFilter(new EnglishRequest((HttpServletRequest) request), response);
        });
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
        return filter;
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> strictRequests() {
        return factory -> factory.addEngineValves(new StrictRequestValve());
    }

    @Bean
    ConnectionWatch connectionWatch(HeadSettings heads) {
        return new ConnectionWatch(CONNECTION_WATCH, heads.headDeadline(), System::nanoTime);
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> watchedConnections(ConnectionWatch watch) {
        return factory -> {
            factory.setProtocol(WatchedConnections.class.getName());
            factory.addConnectorCustomizers(watch);
        };
    }

    /** Not more connections than the heap has room for, whatever the setting says; others wait until one is free. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> connectionsOfHeap() {
        int most = (int) Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / HEAP_PER_CONNECTION);
        return factory -> factory.addConnectorCustomizers(connector -> {
            if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> http) {
                http.setMaxConnections(Math.min(http.getMaxConnections(), most));
            }
        });
    }

    /** Sends 100 Continue when the body is read, and not to a request that is refused before. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> continueWhenBodyIsRead() {
        return factory -> factory.addProtocolHandlerCustomizers(protocol -> {
            if (protocol instanceof AbstractHttp11Protocol<?> http) {
                http.setContinueResponseTiming(ContinueResponseTiming.ON_REQUEST_BODY_READ.toString());
            }
        });
    }
}
