package dev.ordersaga.simulator.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** How a request ends. */
sealed interface Reply {

    /**
     * Says something.
     *
     * @param length bytes of the content, -1 when it is not known before
     */
    record Body(int status, String contentType, Map<String, String> headers, long length, Content content)
            implements Reply {}

    /** Promises more ASCII than it sends, then closes the connection. */
    record Torn(String text) implements Reply {}

    /** Says nothing for that long, then closes the connection. */
    record Silence(Duration duration) implements Reply {}

    /** Closes the connection at once. */
    record Reset() implements Reply {}

    /** What a body consists of. */
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    String JSON = "application/json";

    static Reply json(int status, JsonNode body, Map<String, String> headers) {
        return text(status, JSON, body.toString(), headers);
    }

    static Reply text(int status, String contentType, String body, Map<String, String> headers) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return new Body(status, contentType, headers, bytes.length, out -> out.write(bytes));
    }

    /** A body of unknown length. */
    static Reply stream(String contentType, Content content) {
        return new Body(200, contentType, Map.of(), -1, content);
    }
}
