package dev.ordersaga.order.web;

import dev.ordersaga.idempotency.StoredResponse;
import java.net.URI;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** A 202: where the order is, and when to look. */
final class AcceptedResponse {

    private static final String LOOK_AFTER_SECONDS = "1";

    private AcceptedResponse() {}

    static ResponseEntity<byte[]> of(StoredResponse answer) {
        return ResponseEntity.status(answer.status())
                .location(URI.create(answer.location()))
                .header(HttpHeaders.RETRY_AFTER, LOOK_AFTER_SECONDS)
                .contentType(MediaType.APPLICATION_JSON)
                .body(answer.body());
    }
}
