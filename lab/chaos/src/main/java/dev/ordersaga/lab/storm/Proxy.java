package dev.ordersaga.lab.storm;

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

/** A TCP connection that can be made to fail. Everything that passes it goes to {@code target} on loopback. */
final class Proxy implements AutoCloseable {

    /** How it behaves. */
    enum Mode {
        PASS,
        /** Each piece waits a tenth of a second. */
        SLOW,
        /** Connections are accepted and nothing gets through, in neither direction. */
        BLACK_HOLE,
        /** What is sent arrives; what is answered does not. */
        NO_ANSWERS
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

    int port() {
        return server.getLocalPort();
    }

    /** What was dropped in a former mode is lost, so that connections which missed something are cut. */
    void become(Mode next) throws IOException {
        Mode before = mode;
        mode = next;
        if (before == Mode.BLACK_HOLE || before == Mode.NO_ANSWERS) {
            cut();
        }
    }

    /** Breaks every open connection by a reset. */
    void cut() throws IOException {
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
        Socket behind = new Socket();
        open.add(client);
        open.add(behind);
        try {
            behind.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target), 2_000);
            client.setTcpNoDelay(true);
            behind.setTcpNoDelay(true);
            Thread.ofVirtual().start(() -> pump(client, behind, false));
            pump(behind, client, true);
        } catch (IOException e) {
            end(client, behind);
        }
    }

    private void pump(Socket from, Socket to, boolean answers) {
        byte[] piece = new byte[16_384];
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
                Mode now = mode;
                if (now == Mode.SLOW) {
                    LockSupport.parkNanos(SLOW_NANOS);
                }
                if (now != Mode.BLACK_HOLE && !(now == Mode.NO_ANSWERS && answers)) {
                    out.write(piece, 0, length);
                    out.flush();
                }
            }
        } catch (IOException e) {
            // One side is gone: the other one is told below.
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
