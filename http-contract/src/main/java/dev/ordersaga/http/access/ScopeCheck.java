package dev.ordersaga.http.access;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Stops the start if a route neither names the scope it needs nor says why it needs no caller. */
final class ScopeCheck implements SmartInitializingSingleton {

    private final ObjectProvider<RequestMappingHandlerMapping> mappings;

    ScopeCheck(ObjectProvider<RequestMappingHandlerMapping> mappings) {
        this.mappings = mappings;
    }

    /** @throws IllegalStateException that names the routes */
    @Override
    public void afterSingletonsInstantiated() {
        List<String> open =
                unannotated(mappings.orderedStream().flatMap(mapping -> mapping.getHandlerMethods().values().stream()));
        if (!open.isEmpty()) {
            throw new IllegalStateException("Routes without @Needs or @NeedsNoCaller: " + String.join(", ", open));
        }
    }

    static List<String> unannotated(Stream<HandlerMethod> routes) {
        return routes.filter(route -> route.getMethodAnnotation(Needs.class) == null
                        && route.getMethodAnnotation(NeedsNoCaller.class) == null)
                .map(HandlerMethod::toString)
                .toList();
    }
}
