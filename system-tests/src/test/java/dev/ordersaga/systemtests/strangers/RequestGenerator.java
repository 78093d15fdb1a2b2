package dev.ordersaga.systemtests.strangers;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Matcher;

/** Generates HTTP requests as bytes, valid and broken in every part, always the same ones for the same seed. */
final class RequestGenerator {

    private static final List<String> METHODS = List.of(
            "GET", "GET", "GET", "POST", "POST", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH", "TRACE", "G T",
            "é", "");
    private static final List<String> PATH_PARTS = List.of(
            "orders",
            "payments",
            "webhooks",
            "stripe",
            "simulated",
            "cancellation",
            "shipment",
            "refunds",
            "payment-attempts",
            "operations",
            "actuator",
            "error",
            "..",
            ".",
            "",
            "%",
            "%2f",
            "%00",
            "%zz",
            "%5D",
            ";a=b",
            "é",
            "<x>",
            "4242424242424242",
            "notauuid",
            "00000000-0000-0000-0000-000000000000");
    /** Routes of operators that do not stop the system under test; each § is replaced. */
    private static final List<String> OPERATIONS = List.of(
            "actions",
            "alerts",
            "findings",
            "processors",
            "rebuilds",
            "tasks",
            "unhandled-events",
            "dead-letters",
            "payment-calls",
            "dead-letters/§/§",
            "findings/§/close",
            "processors/§/resume",
            "processors/§/redeliveries/§",
            "unhandled-events/§/§/close",
            "dead-letters/retries",
            "dead-letters/§/§/discard",
            "dead-letters/§/§/park",
            "processors/§/segments/§/split",
            "processors/§/segments/§/merge",
            "dead-letters/§/§/retry",
            "payment-calls/retries",
            "payment-calls/§/§/§/retry");

    private static final List<String> VARIABLES = List.of(
            "order-payment-saga",
            "order-status",
            "payment-execution",
            "0",
            "1",
            "-1",
            "99999",
            "999999999999",
            "authorize",
            "refund",
            "notauuid",
            "00000000-0000-0000-0000-000000000000",
            "é",
            "%00",
            "%F0%9F",
            "a%2fb",
            "x".repeat(300));

    private static final List<String> QUERIES = List.of(
            "limit=1",
            "limit=0",
            "limit=x",
            "cursor=x",
            "status=CONFIRMED",
            "placedAfter=2026-12-31T23:59:60Z",
            "placedAfter=0000-01-01T00:00:00%2B23:59",
            "placedAfter=9999-12-31T23:59:59-23:59",
            "customerId=%F0%9F",
            "customerId=%00",
            "customerId=a",
            "payment_intent=a",
            "a",
            "%",
            "&",
            "=",
            "a=%zz",
            "wait=1");
    private static final List<String> HEADERS = List.of(
            "Prefer",
            "If-Match",
            "If-None-Match",
            "Idempotency-Key",
            "Content-Type",
            "Content-Encoding",
            "Accept",
            "Accept-Encoding",
            "Accept-Language",
            "Expect",
            "Transfer-Encoding",
            "Content-Length",
            "traceparent",
            "Cookie",
            "Range",
            "Host",
            "X-Forwarded-For",
            "X-Forwarded-Proto",
            "Forwarded",
            "Connection",
            "Upgrade",
            "Origin",
            "TE",
            "Authorization",
            "Operator",
            "Stripe-Signature",
            "X",
            "Bad Name");
    private static final List<String> VALUES = List.of(
            "\"",
            "\"7\"",
            "\"0\",",
            "W/",
            "*",
            ",",
            ";",
            "=",
            " ",
            "\\",
            "wait=1",
            "a",
            "0",
            "-1",
            "é",
            "application/json",
            "text/html",
            "*/*",
            "q=0.5",
            "charset=utf-8",
            "gzip",
            "chunked",
            "100-continue",
            "close",
            "keep-alive",
            "bytes=0-",
            "Bearer ",
            "t=1,v1=00",
            "4242 4242 4242 4242",
            "00-",
            "10.0.0.1",
            "[",
            "]",
            "%",
            "\t");
    private static final List<String> JSON = List.of(
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"",
            "\\u0000",
            "\\ud800",
            "null",
            "true",
            "1e999999",
            "-0",
            "1.5",
            "\"customerId\"",
            "\"lines\"",
            "\"amount\"",
            "\"sku\"",
            "4242424242424242",
            "\u200b",
            "é",
            " ",
            "\n",
            "9".repeat(30));

    private final Random random;
    private final List<String> orders;

    /** @param orders ids of existing orders */
    RequestGenerator(long seed, List<String> orders) {
        this.random = new Random(seed);
        this.orders = List.copyOf(orders);
    }

    /** A whole request, or one that lacks its end. */
    byte[] next() {
        String body = random.nextInt(3) == 0 ? "" : body();
        StringBuilder head = new StringBuilder(requestLine());
        if (random.nextInt(20) != 0) {
            head.append("Host: x\r\n");
        }
        if (random.nextInt(4) != 0) {
            head.append("Content-Type: application/json\r\nIdempotency-Key: ")
                    .append(new UUID(random.nextLong(), random.nextLong()));
            head.append("\r\nOperator: stranger\r\n");
        }
        int headers = random.nextInt(4);
        for (int i = 0; i < headers; i++) {
            head.append(pick(HEADERS)).append(": ").append(value()).append("\r\n");
        }
        return random.nextInt(3) == 0 ? chunked(head, body) : sized(head, body);
    }

    /** How many of the request's bytes are sent before the client stops. */
    int sent(byte[] request) {
        return random.nextInt(5) == 0 ? random.nextInt(request.length + 1) : request.length;
    }

    private String requestLine() {
        String version =
                random.nextInt(30) == 0 ? pick(List.of("HTTP/1.0", "HTTP/0.9", "HTTP/9.9", "", "X")) : "HTTP/1.1";
        return pick(METHODS) + " " + path() + " " + version + "\r\n";
    }

    private String path() {
        StringBuilder path = new StringBuilder();
        int kind = random.nextInt(4);
        if (kind == 0) {
            path.append("/operations/").append(filled(pick(OPERATIONS)));
        } else if (kind == 1 || kind == 2) {
            path.append("/orders");
            if (random.nextInt(3) != 0) {
                path.append('/').append(pick(orders));
                path.append(random.nextBoolean() ? "" : "/" + pick(PATH_PARTS));
            }
        } else {
            int parts = 1 + random.nextInt(5);
            for (int i = 0; i < parts; i++) {
                path.append('/').append(pick(PATH_PARTS));
            }
        }
        int parameters = random.nextInt(3) == 0 ? 1 + random.nextInt(3) : 0;
        for (int i = 0; i < parameters; i++) {
            path.append(i == 0 ? '?' : '&').append(pick(QUERIES));
        }
        return random.nextInt(60) == 0 ? path + "x".repeat(20_000) : path.toString();
    }

    private String filled(String route) {
        String filled = route;
        while (filled.contains("§")) {
            filled = filled.replaceFirst(
                    "§", Matcher.quoteReplacement(random.nextInt(4) == 0 ? pick(orders) : pick(VARIABLES)));
        }
        return filled;
    }

    private String value() {
        StringBuilder value = new StringBuilder();
        int length = switch (random.nextInt(8)) {
            case 0 -> 3_000;
            case 1 -> 15_000;
            default -> 1 + random.nextInt(40);
        };
        while (value.length() < length) {
            String part = pick(VALUES);
            value.append(part.repeat(random.nextInt(5) == 0 ? 1 + random.nextInt(length) / part.length() : 1));
        }
        return value.substring(0, length);
    }

    private String body() {
        return switch (random.nextInt(9)) {
            case 0 -> "{\"amount\":\"0.01\"}";
            case 1 -> "{\"paymentMethod\":\"pm_card_visa\"}";
            case 2 -> order().replace(pick(List.of("GBP", "6", "A", "2.55", "17850")), pick(JSON));
            case 3 -> order();
            case 4 -> names(1 + random.nextInt(3_000));
            case 5 ->
                ("{\"" + "n".repeat(120) + "\":").repeat(random.nextInt(40)) + "[" + "{},".repeat(random.nextInt(9_000))
                        + "1]";
            case 7 -> "{\"reason\":\"x\",\"from\":0}";
            case 6 -> "{\"lines\":[" + "{},".repeat(random.nextInt(3_000)) + "{}]}";
            default -> anyJson();
        };
    }

    private String names(int count) {
        StringBuilder names = new StringBuilder("{");
        for (int i = 0; i < count; i++) {
            names.append(i == 0 ? "\"" : ",\"")
                    .append("n".repeat(random.nextInt(100)))
                    .append(i)
                    .append("\":1");
        }
        return names.append('}').toString();
    }

    private String anyJson() {
        List<String> parts = new ArrayList<>();
        int count = random.nextInt(200);
        for (int i = 0; i < count; i++) {
            parts.add(pick(JSON));
        }
        return String.join("", parts);
    }

    private static String order() {
        return """
                {"customerId":"17850","currency":"GBP","paymentMethod":"pm_card_visa",
                 "lines":[{"sku":"A","quantity":6,"unitPrice":"2.55"}]}""";
    }

    private byte[] sized(StringBuilder head, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        int length = random.nextInt(20) == 0 ? random.nextInt(600_000) : bytes.length;
        return bytes(head.append("Content-Length: ").append(length).append("\r\n\r\n"), bytes);
    }

    private byte[] chunked(StringBuilder head, String body) {
        head.append("Transfer-Encoding: chunked\r\n\r\n");
        StringBuilder chunks = new StringBuilder();
        int position = 0;
        while (position < body.length()) {
            String chunk = body.substring(position, Math.min(body.length(), position + 1 + random.nextInt(2_000)));
            position += chunk.length();
            int size = chunk.getBytes(StandardCharsets.UTF_8).length + (random.nextInt(30) == 0 ? 1 : 0);
            chunks.append(random.nextInt(40) == 0 ? "zz" : Integer.toHexString(size))
                    .append("\r\n")
                    .append(chunk)
                    .append("\r\n");
        }
        return bytes(head, chunks.append("0\r\n\r\n").toString().getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] bytes(StringBuilder head, byte[] body) {
        byte[] start = head.toString().getBytes(StandardCharsets.UTF_8);
        byte[] all = new byte[start.length + body.length];
        System.arraycopy(start, 0, all, 0, start.length);
        System.arraycopy(body, 0, all, start.length, body.length);
        return all;
    }

    private <T> T pick(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
