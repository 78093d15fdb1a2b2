package dev.ordersaga.http.connections;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * Tomcat's HTTP connector that also ends what Tomcat keeps: held requests whose clients have closed the connection,
 * which it notices only when it writes, and request heads that do not come to their end, since its time-out begins again with
 * each byte. Created by Tomcat, by its name.
 */
public final class WatchedConnections extends Http11NioProtocol {

    private static final long NOT_STARTED = -1;

    /** Ends the held requests of clients that are gone, with an error. Called repeatedly. */
    public void endAbandoned() {
        for (SocketWrapperBase<?> connection : getEndpoint().getConnections()) {
            if (isHeld(connection) && isClosedByClient(connection)) {
                connection.setError(new EOFException("The client closed the connection"));
                connection.processSocket(SocketEvent.ERROR, true);
            }
        }
    }

    /** Closes connections whose request line and headers have not arrived within this time. */
    public void endLateHeads(long nanoTime, Duration deadline) {
        for (SocketWrapperBase<?> connection : getEndpoint().getConnections()) {
            // While a request is executed its processor is not here, and between two requests there is none.
            if (connection.getCurrentProcessor() instanceof Processor processor
                    && !processor.isAsync()
                    && !processor.isUpgrade()
                    && processor.getRequest().getStartTimeNanos() != NOT_STARTED
                    && nanoTime - processor.getRequest().getStartTimeNanos() > deadline.toNanos()) {
                connection.processSocket(SocketEvent.ERROR, true);
            }
        }
    }

    /** Whether its request waits for its response; one that waits for its body reads the connection itself. */
    private static boolean isHeld(SocketWrapperBase<?> connection) {
        return connection.getCurrentProcessor() instanceof Processor processor
                && processor.isAsync()
                && processor.getRequest().getReadListener() == null;
    }

    /** Reads a byte without waiting, and puts it back if there is one: it belongs to the next request. */
    private static boolean isClosedByClient(SocketWrapperBase<?> connection) {
        ReentrantLock lock = connection.getLock();
        if (!lock.tryLock()) {
            return false;
        }
        try {
            if (connection.isClosed() || !isHeld(connection)) {
                return false;
            }
            ByteBuffer next = ByteBuffer.allocate(1);
            int read = connection.read(false, next);
            if (read > 0) {
                connection.unRead(next.flip());
            }
            return read < 0;
        } catch (IOException gone) {
            return true;
        } finally {
            lock.unlock();
        }
    }
}
