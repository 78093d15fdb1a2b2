package dev.ordersaga.simulator.http;

import com.sun.net.httpserver.Headers;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Who may use the control API. Pages of other sites can make a browser send requests to it, but not with a header of
 * its own; so whatever changes something needs that header. The page of the simulated bank is a form, which has no such
 * header: it must come from the page itself.
 */
final class ControlAccess {

    /** Any value will do. */
    static final String HEADER = "Simulator-Control";

    private final Supplier<String> publicUrl;

    /** @param publicUrl base URL of the bank's page */
    ControlAccess(Supplier<String> publicUrl) {
        this.publicUrl = publicUrl;
    }

    /** @param segments the path without {@code /simulator} */
    boolean permits(String method, List<String> segments, Headers headers) {
        if (method.equals("GET") || headers.containsKey(HEADER)) {
            return true;
        }
        boolean isPage = segments.size() == 3 && segments.getLast().equals("authentication");
        return isPage && isSameOrigin(headers);
    }

    static Response refusal() {
        return Response.text(
                403, Response.JSON, "{\"error\":\"Changes need the header " + HEADER + ", with any value\"}", Map.of());
    }

    /** Browsers send the origin of the page with every form. */
    private boolean isSameOrigin(Headers headers) {
        String origin = headers.getFirst("Origin");
        return origin == null
                || origin.equals("http://" + headers.getFirst("Host"))
                || origin.equals("https://" + headers.getFirst("Host"))
                || publicUrl.get().equals(origin)
                || publicUrl.get().startsWith(origin + "/");
    }
}
