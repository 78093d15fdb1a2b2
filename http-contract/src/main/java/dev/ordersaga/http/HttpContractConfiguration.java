package dev.ordersaga.http;

import dev.ordersaga.http.access.AccessConfiguration;
import dev.ordersaga.http.body.BodyConfiguration;
import dev.ordersaga.http.limit.LimitConfiguration;
import dev.ordersaga.http.problem.ProblemConfiguration;
import dev.ordersaga.http.route.RouteConfiguration;
import dev.ordersaga.http.server.ServerConfiguration;
import dev.ordersaga.http.trace.TraceConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The HTTP contract that all services share. Its server settings are in {@code http-defaults.yaml}. */
@Configuration(proxyBeanMethods = false)
@Import({
    ServerConfiguration.class,
    TraceConfiguration.class,
    ProblemConfiguration.class,
    BodyConfiguration.class,
    RouteConfiguration.class,
    AccessConfiguration.class,
    LimitConfiguration.class
})
public class HttpContractConfiguration {}
