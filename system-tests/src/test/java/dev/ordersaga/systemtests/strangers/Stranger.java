package dev.ordersaga.systemtests.strangers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * A client that sends generated requests, one connection each, and collects what is wrong with the answers. Requests that it
 * does not send to their end it leaves open for a while, or cuts.
 */
public final class Stranger {

    private static final int LARGEST_ANSWER = 64 * 1024;
    private static final int LEFT_OPEN = 150;
    private static final int PATIENCE_MILLIS = 5_000;

    private final int port;
    private final RequestGenerator requests;
    private final Deque<Socket> open = new ArrayDeque<>();
    private int sent;

    public Stranger(int port, long seed, List<String> orders) {
        this.port = port;
        this.requests = new RequestGenerator(seed, orders);
    }

    /** Sends until the time is over or an answer is wrong; says then what is wrong with it. */
    public Optional<String> sendWhile(BooleanSupplier goesOn) throws IOException {
        try {
            while (goesOn.getAsBoolean()) {
                byte[] request = requests.next();
                Optional<String> wrong = send(request, requests.sent(request));
                sent++;
                if (wrong.isPresent()) {
                    return wrong.map(what -> what + " to request " + sent + ": " + beginningOf(request));
                }
            }
            return Optional.empty();
        } finally {
            for (Socket socket : open) {
                socket.close();
            }
        }
    }

    public int sent() {
        return sent;
    }

    private Optional<String> send(byte[] request, int length) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        try {
            socket.getOutputStream().write(request, 0, length);
            if (length < request.length) {
                leave(socket);
                return Optional.empty();
            }
            // Otherwise a request whose announced body is longer would be waited for.
            socket.shutdownOutput();
            byte[] answer = socket.getInputStream().readNBytes(4 * LARGEST_ANSWER);
            socket.close();
            return fault(answer);
        } catch (IOException closedWhileSending) {
            socket.close();
            return Optional.empty();
        }
    }

    /** Half of them are cut at once; of the others the oldest makes room for the newest. */
    private void leave(Socket socket) throws IOException {
        if (sent % 2 == 0) {
            socket.close();
            return;
        }
        open.addLast(socket);
        if (open.size() > LEFT_OPEN) {
            open.removeFirst().close();
        }
    }

    private static Optional<String> fault(byte[] answer) {
        String text = new String(answer, StandardCharsets.UTF_8);
        if (answer.length > LARGEST_ANSWER) {
            return Optional.of(answer.length + " bytes in answer");
        }
        // What a client asks for that no server has to have: another version, a transfer coding, CONNECT.
        boolean isServerError =
                text.startsWith("HTTP/1.1 5") && !text.startsWith("HTTP/1.1 501") && !text.startsWith("HTTP/1.1 505");
        boolean isBusy = text.startsWith("HTTP/1.1 503") && text.contains("Retry-After");
        return isServerError && !isBusy ? Optional.of(text.lines().findFirst().orElse("")) : Optional.empty();
    }

    private static String beginningOf(byte[] request) {
        return new String(Arrays.copyOf(request, Math.min(request.length, 2_000)), StandardCharsets.UTF_8);
    }
}
