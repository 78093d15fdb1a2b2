package dev.ordersaga.simulator.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** How the server responds. */
sealed interface Response {

    /**
     * A complete response.
     *
     * @param length bytes of the content, -1 when unknown
     */
    record Body(int status, String contentType, Map<String, String> headers, long length, Content content)
            implements Response {}

    /** Sends less than its Content-Length (ASCII), then closes the connection. */
    record Truncated(String text) implements Response {}

    /** Sends nothing for {@code duration}, then closes the connection. */
    record NoResponse(Duration duration) implements Response {}

    /** Closes the connection immediately. */
    record Reset() implements Response {}

    /** Content of a body. */
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    String JSON = "application/json";

    static Response json(int status, JsonNode body, Map<String, String> headers) {
        return text(status, JSON, body.toString(), headers);
    }

    static Response text(int status, String contentType, String body, Map<String, String> headers) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return new Body(status, contentType, headers, bytes.length, out -> out.write(bytes));
    }

    /** A body of unknown length. */
    static Response stream(String contentType, Content content) {
        return new Body(200, contentType, Map.of(), -1, content);
    }
}
