package dev.ordersaga.operations.access;

import dev.ordersaga.eventstore.connections.ConnectionPurpose;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.AbstractProtocol;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;

/**
 * The port of the operators, beside the public one: a connector of the same server, with few threads and connections of its
 * own, so that it answers when clients have used up theirs.
 */
public final class OperationsPort implements WebServerFactoryCustomizer<TomcatServletWebServerFactory>, DisposableBean {

    private static final int THREADS = 8;

    private final Connector connector = new Connector("org.apache.coyote.http11.Http11NioProtocol");
    private final ExecutorService threads = Executors.newFixedThreadPool(
            THREADS,
            ConnectionPurpose.OPERATORS.threads(
                    Thread.ofPlatform().name("operators-", 0).daemon().factory()));

    OperationsPort(int port, InetAddress address) {
        connector.setPort(port);
        AbstractProtocol<?> protocol = (AbstractProtocol<?>) connector.getProtocolHandler();
        protocol.setAddress(address);
        protocol.setExecutor(threads);
    }

    /** @throws IllegalStateException if everybody who reaches the port would be let in, and not only this machine does */
    static OperationsPort of(OperationsSettings settings, int defaultPort) {
        InetAddress address = addressOf(settings);
        if (!address.isLoopbackAddress() && settings.operators().isEmpty()) {
            throw new IllegalStateException("operations.address is " + settings.address()
                    + ": name operations.operators, or listen on loopback only");
        }
        Integer port = settings.port();
        return new OperationsPort(port == null ? defaultPort : port, address);
    }

    /** The one that it listens at. */
    public int number() {
        return connector.getLocalPort();
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addAdditionalConnectors(connector);
    }

    @Override
    public void destroy() {
        threads.close();
    }

    private static InetAddress addressOf(OperationsSettings settings) {
        try {
            return InetAddress.getByName(settings.address());
        } catch (UnknownHostException e) {
            throw new IllegalStateException("operations.address is no address of this machine", e);
        }
    }
}
