package dev.ordersaga.lab.experiments.hostile;

import dev.ordersaga.lab.system.LabKey;
import dev.ordersaga.lab.system.Pause;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;

/**
 * Clients that send what is meant to harm the service, all at once, on raw connections: large faulty bodies, bodies of
 * thousands of names, long headers, held polls, bodies that hardly arrive, broken chunks, many refunds of one order. They
 * count the answers by attack and status, and remember the longest answer.
 */
final class HostileClients implements AutoCloseable {

    private static final int HELD = 2_000;
    private static final int SLOW = 550;
    private static final int PAUSE_MILLIS = 1_000;
    /** Connections are opened one after the other: their number is tried, not a burst. */
    private static final int RAMP_MILLIS = 20_000;

    private static final int HELD_PAUSE_MILLIS = 15_000;
    private static final String HELD_POLL = "held poll";
    private static final int PATIENCE_MILLIS = 40_000;
    private static final String JSON = "Content-Type: application/json\r\n";

    private final InetSocketAddress service;
    private final String order;
    private final String refunded;
    private final String tag;
    private final BooleanSupplier goesOn;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, LongAdder> answers = new ConcurrentHashMap<>();
    private volatile long longest;

    /**
     * @param order path of an order that is confirmed
     * @param refunded path of another one, which is refunded
     * @param tag the first one's ETag, with which a poll is held
     * @param goesOn whether to send more
     */
    HostileClients(InetSocketAddress service, String order, String refunded, String tag, BooleanSupplier goesOn) {
        this.service = service;
        this.order = order;
        this.refunded = refunded;
        this.tag = tag;
        this.goesOn = goesOn;
    }

    /** Starts all of them. */
    void start() {
        String faulty = "{\"lines\":[" + "{\"x\":[1,{}],\"sku\":7},".repeat(8_000) + "{}]}";
        String names = "{" + names(9_000) + "\"end\":1}";
        String manyTags = "\"x\", ".repeat(1_300);
        repeat(4, "faulty body", () -> post("/orders", faulty));
        repeat(2, "many names", () -> post("/orders", names));
        repeat(4, "long header", this::longHeader);
        repeat(8, "refund of 0.01", () -> post(refunded + "/refunds", "{\"amount\":\"0.01\"}"));
        repeat(
                2,
                "broken chunk",
                () -> head("POST", "/orders", JSON + "Transfer-Encoding: chunked\r\n") + "zz\r\n\r\n");
        repeat(2, "refused webhook", () -> post("/payments/webhooks/stripe", "{\"id\":\"evt_1\"}"));
        for (int i = 0; i < HELD; i++) {
            String tags = i % 2 == 0 ? manyTags : "";
            startLater(
                    i * RAMP_MILLIS / HELD,
                    HELD_POLL,
                    () -> head("GET", order, "Prefer: wait=20\r\nIf-None-Match: " + tags + tag + "\r\n"));
        }
        for (int i = 0; i < SLOW; i++) {
            int later = i * RAMP_MILLIS / SLOW;
            threads.submit(() -> {
                Pause.of(later);
                slowBody();
                return null;
            });
        }
    }

    private static String names(int count) {
        StringBuilder names = new StringBuilder();
        for (int i = 0; i < count; i++) {
            names.append("\"name-").append(i * 2_654_435_761L).append("\":1,");
        }
        return names.toString();
    }

    private String longHeader() {
        return head(
                "GET",
                order,
                "Prefer: " + "wait=1;a=\"".repeat(280) + "\r\nIf-Match: " + "W/\"\",,".repeat(400) + "\r\n");
    }

    private static String post(String path, String body) {
        String headers =
                JSON + "Idempotency-Key: " + UUID.randomUUID() + "\r\nContent-Length: " + body.length() + "\r\n";
        return head("POST", path, headers) + body;
    }

    private static String head(String method, String path, String headers) {
        return method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + LabKey.HEADER + ": "
                + LabKey.BEARER + "\r\n" + headers + "\r\n";
    }

    private interface Request {
        String text();
    }

    /** Each client pauses after an answer: what is tried is what a request costs, not how many there are. */
    private void repeat(int clients, String attack, Request request) {
        for (int i = 0; i < clients; i++) {
            startLater(0, attack, request);
        }
    }

    private void startLater(int millis, String attack, Request request) {
        threads.submit(() -> {
            Pause.of(millis);
            while (goesOn.getAsBoolean()) {
                count(attack, answerTo(request.text()));
                Pause.of(attack.equals(HELD_POLL) ? HELD_PAUSE_MILLIS : PAUSE_MILLIS);
            }
            return null;
        });
    }

    /** The status; what happened to the connection if there is no answer. */
    private String answerTo(String request) {
        try (Socket socket = connect()) {
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            return statusOf(socket.getInputStream().readAllBytes());
        } catch (IOException e) {
            return e.getClass().getSimpleName();
        }
    }

    private void slowBody() {
        while (goesOn.getAsBoolean()) {
            try (Socket socket = connect()) {
                OutputStream out = socket.getOutputStream();
                out.write(head("POST", "/orders", JSON + "Idempotency-Key: k\r\nContent-Length: 1000\r\n")
                        .getBytes(StandardCharsets.ISO_8859_1));
                socket.setSoTimeout(500);
                count("slow body", drip(out, socket.getInputStream()));
            } catch (IOException e) {
                count("slow body", e.getClass().getSimpleName());
            }
        }
    }

    /** Sends a byte whenever no answer has come for a while. */
    private String drip(OutputStream out, InputStream in) throws IOException {
        while (goesOn.getAsBoolean()) {
            try {
                return statusOf(in.readAllBytes());
            } catch (SocketTimeoutException e) {
                out.write(' ');
                out.flush();
            }
        }
        return "unanswered";
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket();
        socket.connect(service, PATIENCE_MILLIS);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    private String statusOf(byte[] answer) {
        longest = Math.max(longest, answer.length);
        return answer.length < 12 ? "closed" : new String(answer, 9, 3, StandardCharsets.ISO_8859_1);
    }

    private void count(String attack, String answer) {
        answers.computeIfAbsent(attack + " | " + answer, key -> new LongAdder()).increment();
    }

    /** Number of answers by {@code attack | answer}. */
    Map<String, Long> answers() {
        Map<String, Long> sums = new TreeMap<>();
        answers.forEach((key, count) -> sums.put(key, count.sum()));
        return sums;
    }

    /** Bytes of the longest answer. */
    long longest() {
        return longest;
    }

    /** Waits for the last answers. */
    @Override
    public void close() {
        threads.close();
    }
}
