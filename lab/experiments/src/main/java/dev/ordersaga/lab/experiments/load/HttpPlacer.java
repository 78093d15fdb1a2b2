package dev.ordersaga.lab.experiments.load;

import java.io.IOException;
import java.util.UUID;

/** Places orders by {@code PUT /orders/{id}}. */
public final class HttpPlacer implements Placer {

    private final BlockingHttpClient http;
    private final String url;

    /** @param url of the service that accepts orders */
    public HttpPlacer(BlockingHttpClient http, String url) {
        this.http = http;
        this.url = url;
    }

    @Override
    public int place(UUID id) {
        try {
            return http.put(url + path(id), SampleOrder.BODY).status();
        } catch (IOException e) {
            return 0;
        }
    }

    /** Path of an order. */
    public static String path(UUID id) {
        return "/orders/" + id;
    }
}
