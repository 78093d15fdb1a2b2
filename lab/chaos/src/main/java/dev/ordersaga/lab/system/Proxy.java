package dev.ordersaga.lab.system;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** TCP proxy for fault injection: forwards to {@code target} on loopback. */
public final class Proxy implements AutoCloseable {

    /** How data is forwarded. */
    public enum Mode {
        PASS,
        /** Each chunk is delayed by 100 ms. */
        SLOW,
        /** Connections are accepted, but nothing is forwarded in either direction. */
        BLACK_HOLE,
        /** Requests are forwarded, responses are dropped. */
        NO_RESPONSES
    }

    private static final long SLOW_NANOS = 100_000_000;

    private final ServerSocket server;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile Mode mode = Mode.PASS;
    private volatile boolean closed;

    Proxy(int target) throws IOException {
        this.target = target;
        this.server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    /** The port to connect to. */
    public int port() {
        return server.getLocalPort();
    }

    /** Data dropped in the previous mode is lost, therefore connections of that mode are reset. */
    public void setMode(Mode next) throws IOException {
        Mode before = mode;
        mode = next;
        if (before == Mode.BLACK_HOLE || before == Mode.NO_RESPONSES) {
            cut();
        }
    }

    /** Resets every open connection. */
    public void cut() throws IOException {
        for (Socket socket : open) {
            reset(socket);
        }
    }

    private void accept() {
        while (!closed) {
            try {
                Socket client = server.accept();
                Thread.ofVirtual().start(() -> connect(client));
            } catch (IOException e) {
                if (!closed) {
                    throw new java.io.UncheckedIOException(e);
                }
            }
        }
    }

    private void connect(Socket client) {
        Socket upstream = new Socket();
        open.add(client);
        open.add(upstream);
        try {
            upstream.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target), 2_000);
            client.setTcpNoDelay(true);
            upstream.setTcpNoDelay(true);
            Thread.ofVirtual().start(() -> pump(client, upstream, false));
            pump(upstream, client, true);
        } catch (IOException e) {
            end(client, upstream);
        }
    }

    private void pump(Socket from, Socket to, boolean responses) {
        byte[] chunk = new byte[16_384];
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
                Mode now = mode;
                if (now == Mode.SLOW) {
                    LockSupport.parkNanos(SLOW_NANOS);
                }
                if (now != Mode.BLACK_HOLE && !(now == Mode.NO_RESPONSES && responses)) {
                    out.write(chunk, 0, length);
                    out.flush();
                }
            }
        } catch (IOException e) {
            // One side is closed: the other one is closed below.
        } finally {
            end(from, to);
        }
    }

    private void end(Socket one, Socket other) {
        for (Socket socket : new Socket[] {one, other}) {
            open.remove(socket);
            try {
                socket.close();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    private static void reset(Socket socket) throws IOException {
        if (!socket.isClosed()) {
            socket.setSoLinger(true, 0);
            socket.close();
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        server.close();
        cut();
    }
}
