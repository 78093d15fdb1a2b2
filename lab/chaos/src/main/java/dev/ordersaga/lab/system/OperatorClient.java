package dev.ordersaga.lab.system;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** HTTP client of the operators' interface of a service. */
public final class OperatorClient implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Pattern UUID_FORM = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final HttpClient http = HttpClient.newHttpClient();

    /**
     * Sends an operator's action.
     *
     * @param url complete, with {@code /operations}
     * @param key idempotency key
     * @return the response, with any status
     * @throws IOException without a response within ten seconds
     */
    public HttpResponse<String> post(String url, String key, String body) throws IOException, InterruptedException {
        HttpRequest request = request(url)
                .header("Idempotency-Key", key)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    /** @throws IOException without a response within ten seconds, or if its status is not 200 */
    public JsonNode get(String url) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request(url).build(), BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(url + " got " + response.statusCode() + ": " + response.body());
        }
        return JSON.readTree(response.body());
    }

    /**
     * Rebuilds the status view, after a rebuild in progress has ended, and waits for the end.
     *
     * @param operationsUrl of the query service
     * @return the rebuild's last state; {@code RUNNING} if it took longer than {@code timeout}
     * @throws IOException if it cannot be started or queried
     */
    public String rebuildStatusView(String operationsUrl, String key, Duration timeout)
            throws IOException, InterruptedException {
        awaitRebuild(operationsUrl, timeout);
        HttpResponse<String> started =
                post(operationsUrl + "/rebuilds/order-status", key, "{\"reason\": \"an experiment\"}");
        if (started.statusCode() != 200) {
            throw new IOException("the rebuild got " + started.statusCode() + ": " + started.body());
        }
        return awaitRebuild(operationsUrl, timeout);
    }

    private String awaitRebuild(String operationsUrl, Duration timeout) throws IOException, InterruptedException {
        long end = System.nanoTime() + timeout.toNanos();
        String state = rebuildState(operationsUrl);
        while (state.equals("RUNNING") && System.nanoTime() < end) {
            Pause.of(200);
            state = rebuildState(operationsUrl);
        }
        return state;
    }

    /** Empty before the first rebuild. */
    private String rebuildState(String operationsUrl) throws IOException, InterruptedException {
        return get(operationsUrl + "/rebuilds")
                .path("rebuilds")
                .path(0)
                .path("rebuild")
                .path("state")
                .asString("");
    }

    /**
     * The orders that have an open case for a person.
     *
     * @param operationsUrl of any service: each lists the cases that it knows
     * @return their ids
     */
    public Set<String> openCases(String operationsUrl) throws IOException, InterruptedException {
        Matcher ids = UUID_FORM.matcher(get(operationsUrl + "/alerts?limit=500").toString());
        return ids.results().map(MatchResult::group).collect(Collectors.toSet());
    }

    private static HttpRequest.Builder request(String url) {
        return HttpRequest.newBuilder(URI.create(url)).timeout(TIMEOUT).header(LabKey.HEADER, LabKey.BEARER);
    }

    @Override
    public void close() {
        http.close();
    }
}
