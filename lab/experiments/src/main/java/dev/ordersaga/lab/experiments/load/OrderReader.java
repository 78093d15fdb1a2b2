package dev.ordersaga.lab.experiments.load;

import dev.ordersaga.lab.system.LabKey;
import dev.ordersaga.lab.system.SystemUnderTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/** Reads the status of orders. */
public final class OrderReader implements AutoCloseable {

    public static final String CONFIRMED = "CONFIRMED";

    private static final String STATUS = "\"status\":\"";

    private final HttpClient http = HttpClient.newHttpClient();
    private final String queryUrl;

    public OrderReader(SystemUnderTest system) {
        this.queryUrl = system.queryService().url();
    }

    /**
     * The order's status; empty without one.
     *
     * @param path such as {@code /orders/{id}}
     */
    public String status(String path) throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(queryUrl + path))
                    .timeout(Duration.ofSeconds(30))
                    .header(LabKey.HEADER, LabKey.BEARER)
                    .build();
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            String body = response.body();
            int start = body.indexOf(STATUS) + STATUS.length();
            return response.statusCode() == 200 && start >= STATUS.length()
                    ? body.substring(start, body.indexOf('"', start))
                    : "";
        } catch (IOException e) {
            return "";
        }
    }

    public boolean isConfirmed(String path) throws InterruptedException {
        return status(path).equals(CONFIRMED);
    }

    /** Number of confirmed orders. */
    public long confirmed(List<String> paths) throws InterruptedException {
        long confirmed = 0;
        for (String path : paths) {
            confirmed += isConfirmed(path) ? 1 : 0;
        }
        return confirmed;
    }

    @Override
    public void close() {
        http.close();
    }
}
