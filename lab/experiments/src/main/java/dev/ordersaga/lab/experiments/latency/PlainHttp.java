package dev.ordersaga.lab.experiments.latency;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Requests in the thread of the caller: where a millisecond counts, a client that hands each answer from thread to thread
 * measures itself. Connections are kept and used again by the JDK.
 */
final class PlainHttp {

    static {
        // Else five are kept, and each further order in flight pays for a connection of its own.
        System.setProperty("http.maxConnections", "500");
    }

    private final int timeoutMillis;

    PlainHttp(Duration timeout) {
        this.timeoutMillis = Math.toIntExact(timeout.toMillis());
    }

    /** @param tag null if the answer has none; {@code body} is empty if it has none */
    record Answer(int status, @Nullable String tag, String body) {}

    Answer put(String url, String body) throws IOException {
        HttpURLConnection connection = open(url);
        connection.setRequestMethod("PUT");
        connection.setRequestProperty("Content-Type", "application/json");
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        connection.setFixedLengthStreamingMode(bytes.length);
        connection.setDoOutput(true);
        try (OutputStream out = connection.getOutputStream()) {
            out.write(bytes);
        }
        return answer(connection);
    }

    /** @param preference value of {@code Prefer}; {@code known} that of {@code If-None-Match}; neither is sent if null */
    Answer get(String url, @Nullable String preference, @Nullable String known) throws IOException {
        HttpURLConnection connection = open(url);
        if (preference != null) {
            connection.setRequestProperty("Prefer", preference);
        }
        if (known != null) {
            connection.setRequestProperty("If-None-Match", known);
        }
        return answer(connection);
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

    private static Answer answer(HttpURLConnection connection) throws IOException {
        int status = connection.getResponseCode();
        // Read to its end, also where it tells of an error: only then is the connection used again.
        try (InputStream body = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            String text = body == null ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8);
            return new Answer(status, connection.getHeaderField("ETag"), text);
        }
    }
}
