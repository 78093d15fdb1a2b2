package dev.ordersaga.lab.system;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Uses the operators' interface of a service as a person would. */
public final class Operator implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final HttpClient http = HttpClient.newHttpClient();

    /**
     * Does something.
     *
     * @param url whole, with {@code /operations}
     * @param key under which it is done at most once
     * @return the answer, whatever its status
     * @throws IOException if there is none in ten seconds
     */
    public HttpResponse<String> post(String url, String key, String body) throws IOException, InterruptedException {
        HttpRequest request = request(url)
                .header("Idempotency-Key", key)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    /** @throws IOException if there is no answer in ten seconds, or another one than 200 */
    public JsonNode look(String url) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request(url).build(), BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(url + " got " + answer.statusCode() + ": " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    /**
     * Has the status view built anew, once no rebuild runs any more, and waits until it is.
     *
     * @param operationsUrl of the service that shows orders
     * @return the rebuild's last state; {@code RUNNING} if it took longer than {@code longest}
     * @throws IOException if it cannot be begun or looked at
     */
    public String rebuildStatusView(String operationsUrl, String key, Duration longest)
            throws IOException, InterruptedException {
        awaitRebuild(operationsUrl, longest);
        HttpResponse<String> begun =
                post(operationsUrl + "/rebuilds/order-status", key, "{\"reason\": \"a benchmark\"}");
        if (begun.statusCode() != 200) {
            throw new IOException("the rebuild got " + begun.statusCode() + ": " + begun.body());
        }
        return awaitRebuild(operationsUrl, longest);
    }

    private String awaitRebuild(String operationsUrl, Duration longest) throws IOException, InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        String state = stateOfRebuild(operationsUrl);
        while (state.equals("RUNNING") && System.nanoTime() < end) {
            Pause.of(200);
            state = stateOfRebuild(operationsUrl);
        }
        return state;
    }

    /** Empty if there never was one. */
    private String stateOfRebuild(String operationsUrl) throws IOException, InterruptedException {
        return look(operationsUrl + "/rebuilds")
                .path("rebuilds")
                .path(0)
                .path("rebuild")
                .path("state")
                .asString("");
    }

    private static HttpRequest.Builder request(String url) {
        return HttpRequest.newBuilder(URI.create(url)).timeout(LONGEST).header("Operator", "benchmark");
    }

    @Override
    public void close() {
        http.close();
    }
}
