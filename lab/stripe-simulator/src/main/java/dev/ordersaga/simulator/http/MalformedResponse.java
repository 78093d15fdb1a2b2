package dev.ordersaga.simulator.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/** Malformed responses with status 200. */
final class MalformedResponse {

    private static final int CHUNK = 1 << 16;
    private static final int CHUNKS = 512;

    private MalformedResponse() {}

    /** @param form invalid-json, empty, html, truncated or huge */
    static Response of(String form) {
        return switch (form) {
            case "empty" -> Response.text(200, Response.JSON, "", Map.of());
            case "html" ->
                Response.text(
                        200, "text/html; charset=utf-8", "<html><body>We'll be back soon!</body></html>", Map.of());
            case "truncated" -> new Response.Truncated("{\"id\": \"pi_3Simu");
            case "huge" -> huge();
            default -> Response.text(200, Response.JSON, "{\"id\": \"pi_3Simu\", \"object\": \"payment_in", Map.of());
        };
    }

    /** 32 MB of valid JSON. */
    private static Response huge() {
        byte[] padding = new byte[CHUNK];
        Arrays.fill(padding, (byte) 'x');
        return new Response.Body(200, Response.JSON, Map.of(), -1, out -> {
            out.write("{\"object\":\"payment_intent\",\"description\":\"".getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < CHUNKS; i++) {
                out.write(padding);
            }
            out.write("\"}".getBytes(StandardCharsets.UTF_8));
        });
    }
}
