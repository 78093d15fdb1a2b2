package dev.ordersaga.http.server;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * Tomcat's HTTP connector that finds clients which closed their connection while their request was held. By itself Tomcat
 * notices only when it writes, so that a held request would keep its memory until its time is over. Created by Tomcat, by its
 * name.
 */
public final class WatchedConnections extends Http11NioProtocol {

    /** Ends the held requests of clients that are gone, with an error. Called repeatedly. */
    void endAbandoned() {
        for (SocketWrapperBase<?> connection : getEndpoint().getConnections()) {
            if (isHeld(connection) && isClosedByClient(connection)) {
                connection.setError(new EOFException("The client closed the connection"));
                connection.processSocket(SocketEvent.ERROR, true);
            }
        }
    }

    /** Whether its request waits for its response; one that waits for its body reads the connection itself. */
    private static boolean isHeld(SocketWrapperBase<?> connection) {
        return connection.getCurrentProcessor() instanceof Processor processor
                && processor.isAsync()
                && processor.getRequest() instanceof org.apache.coyote.Request request
                && request.getReadListener() == null;
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
