package dev.ordersaga.bulkhead;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** Which requests place orders: those to which admission control and the bulkhead apply. */
public final class PlacingRequests {

    private static final PathPattern ORDERS = PathPatternParser.defaultInstance.parse("/orders");
    private static final PathPattern ORDER = PathPatternParser.defaultInstance.parse("/orders/{orderId}");

    private PlacingRequests() {}

    public static boolean matches(HttpServletRequest request) {
        return switch (request.getMethod()) {
            case "POST" -> ORDERS.matches(PathContainer.parsePath(request.getRequestURI()));
            case "PUT" -> ORDER.matches(PathContainer.parsePath(request.getRequestURI()));
            default -> false;
        };
    }
}
