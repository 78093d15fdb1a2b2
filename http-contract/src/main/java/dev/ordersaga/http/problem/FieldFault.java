package dev.ordersaga.http.problem;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * One fault of a body, as it is sent in {@code errors}.
 *
 * @param pointer the faulty place as a JSON pointer (RFC 6901); empty for the whole body
 * @param detail one sentence for people; never repeats the value
 */
@JsonPropertyOrder({"pointer", "code", "detail"})
public record FieldFault(String pointer, FieldCode code, String detail) {}
