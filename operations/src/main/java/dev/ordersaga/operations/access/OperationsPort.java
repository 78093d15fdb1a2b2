package dev.ordersaga.operations.access;

import dev.ordersaga.eventstore.connections.ConnectionPurpose;
import dev.ordersaga.http.access.OperatorsPort;
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
 * The operators' port: a second connector of the same server with its own few threads and its own connection pool
 * (bulkhead), so that it responds when clients have used up theirs.
 */
public final class OperationsPort
        implements OperatorsPort, WebServerFactoryCustomizer<TomcatServletWebServerFactory>, DisposableBean {

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

    static OperationsPort of(OperationsSettings settings, int defaultPort) {
        InetAddress address = addressOf(settings);
        Integer port = settings.port();
        return new OperationsPort(port == null ? defaultPort : port, address);
    }

    @Override
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
            throw new IllegalStateException("operations.address is not an address of this machine", e);
        }
    }
}
