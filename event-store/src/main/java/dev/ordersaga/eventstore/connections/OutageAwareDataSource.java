package dev.ordersaga.eventstore.connections;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.springframework.jdbc.datasource.AbstractDataSource;

/** Where a pool gets its connections: it learns of an outage here, and waits for its end instead of trying again. */
final class OutageAwareDataSource extends AbstractDataSource {

    private final String url;
    private final Properties properties;
    private final DatabaseOutage outage;

    OutageAwareDataSource(String url, Properties properties, DatabaseOutage outage) {
        this.url = url;
        this.properties = properties;
        this.outage = outage;
    }

    @Override
    public Connection getConnection() throws SQLException {
        outage.awaitEnd();
        try {
            return DriverManager.getConnection(url, properties);
        } catch (SQLException e) {
            outage.report(e);
            throw e;
        }
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        return getConnection();
    }

    /** The driver's own properties say how long it may take. */
    @Override
    public void setLoginTimeout(int seconds) {
        logger.debug("the driver's properties decide");
    }
}
