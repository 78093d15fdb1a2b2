package dev.ordersaga.lab.experiments.load;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * HTTP client that blocks the calling thread: handing responses over between threads would distort latencies of a few
 * milliseconds. The JDK keeps connections alive.
 */
public final class BlockingHttpClient {

    static {
        // The default of five would make every further concurrent order open a connection.
        System.setProperty("http.maxConnections", "500");
    }

    private final int timeoutMillis;

    /** @param timeout of connecting, and of each response */
    public BlockingHttpClient(Duration timeout) {
        this.timeoutMillis = Math.toIntExact(timeout.toMillis());
    }

    /** @param tag the ETag, null without one; {@code body} is empty without one */
    public record Response(int status, @Nullable String tag, String body) {}

    /** Sends JSON. */
    public Response put(String url, String body) throws IOException {
        HttpURLConnection connection = open(url);
        connection.setRequestMethod("PUT");
        connection.setRequestProperty("Content-Type", "application/json");
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        connection.setFixedLengthStreamingMode(bytes.length);
        connection.setDoOutput(true);
        try (OutputStream out = connection.getOutputStream()) {
            out.write(bytes);
        }
        return response(connection);
    }

    /** @param preference value of {@code Prefer}; {@code knownTag} that of {@code If-None-Match}; neither is sent if null */
    public Response get(String url, @Nullable String preference, @Nullable String knownTag) throws IOException {
        HttpURLConnection connection = open(url);
        if (preference != null) {
            connection.setRequestProperty("Prefer", preference);
        }
        if (knownTag != null) {
            connection.setRequestProperty("If-None-Match", knownTag);
        }
        return response(connection);
    }

    private HttpURLConnection open(String url) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(url).toURL().openConnection();
        connection.setConnectTimeout(timeoutMillis);
        connection.setReadTimeout(timeoutMillis);
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        return connection;
    }

    private static Response response(HttpURLConnection connection) throws IOException {
        int status = connection.getResponseCode();
        // Read completely, errors too: only then is the connection reused.
        try (InputStream body = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            String text = body == null ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8);
            return new Response(status, connection.getHeaderField("ETag"), text);
        }
    }
}
