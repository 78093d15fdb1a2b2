package dev.ordersaga.eventstore.connections;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.function.UnaryOperator;
import org.springframework.jdbc.datasource.AbstractDataSource;

/** Opens the connections of a pool; reports failures to the {@link DatabaseOutage} and waits for its end before retrying. */
final class OutageAwareDataSource extends AbstractDataSource {

    private final String url;
    private final Properties properties;
    private final UnaryOperator<Connection> opened;
    private final DatabaseOutage outage;

    /** @param opened applied to each connection */
    OutageAwareDataSource(String url, Properties properties, UnaryOperator<Connection> opened, DatabaseOutage outage) {
        this.url = url;
        this.properties = properties;
        this.opened = opened;
        this.outage = outage;
    }

    @Override
    public Connection getConnection() throws SQLException {
        outage.awaitEnd();
        try {
            return opened.apply(DriverManager.getConnection(url, properties));
        } catch (SQLException e) {
            outage.report(e);
            throw e;
        }
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        return getConnection();
    }

    /** Ignored: the driver's own properties set the timeout. */
    @Override
    public void setLoginTimeout(int seconds) {
        logger.debug("the login timeout is set by the driver's properties");
    }
}
