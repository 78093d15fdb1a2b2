package dev.ordersaga.order.web;

import dev.ordersaga.idempotency.StoredResponse;
import java.net.URI;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** 202 Accepted: the location of the order's status, and when to poll it. */
final class AcceptedResponse {

    private static final String POLL_AFTER_SECONDS = "1";

    private AcceptedResponse() {}

    static ResponseEntity<byte[]> of(StoredResponse response) {
        return ResponseEntity.status(response.status())
                .location(URI.create(response.location()))
                .header(HttpHeaders.RETRY_AFTER, POLL_AFTER_SECONDS)
                .contentType(MediaType.APPLICATION_JSON)
                .body(response.body());
    }
}
