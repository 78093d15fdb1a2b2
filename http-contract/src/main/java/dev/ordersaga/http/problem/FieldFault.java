package dev.ordersaga.http.problem;

/**
 * One fault of a body.
 *
 * @param pointer where it is, as a JSON pointer (RFC 6901); empty for the whole body
 * @param code what it is
 * @param detail one sentence for people; never repeats the value
 */
public record FieldFault(String pointer, FieldCode code, String detail) {}
