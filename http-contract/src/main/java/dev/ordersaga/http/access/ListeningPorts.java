package dev.ordersaga.http.access;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;

/** Tells to which of the ports of this process a request came. */
final class ListeningPorts implements ApplicationListener<WebServerInitializedEvent> {

    private final @Nullable OperatorsPort operators;
    private volatile int management = -1;

    /** @param operators null if there is no operators' API */
    ListeningPorts(@Nullable OperatorsPort operators) {
        this.operators = operators;
    }

    /** The management port has a server of its own, in a context with a namespace. */
    @Override
    public void onApplicationEvent(WebServerInitializedEvent event) {
        if ("management".equals(event.getApplicationContext().getServerNamespace())) {
            management = event.getWebServer().getPort();
        }
    }

    boolean isOperators(HttpServletRequest request) {
        return operators != null && request.getLocalPort() == operators.number();
    }

    boolean isManagement(HttpServletRequest request) {
        return request.getLocalPort() == management;
    }
}
