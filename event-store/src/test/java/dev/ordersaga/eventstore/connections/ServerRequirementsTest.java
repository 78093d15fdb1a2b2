package dev.ordersaga.eventstore.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** What cannot be tried on the server that the tests run on. */
class ServerRequirementsTest {

    private final ResultSet server = mock(ResultSet.class);
    private final ServerRequirements requirements = new ServerRequirements(new Properties(), 28);

    @Test
    void anOldServerIsRefusedInOneSentence() throws SQLException {
        server(16, "16.9", "UTF8", 97);
        assertThat(requirements.violationsOf(server))
                .containsExactly("the server is PostgreSQL 16.9: version 17 or newer is needed");
    }

    @Test
    void allViolationsAreNamed() throws SQLException {
        server(15, "15.1", "SQL_ASCII", 20);
        assertThat(requirements.violationsOf(server))
                .containsExactly(
                        "the server is PostgreSQL 15.1: version 17 or newer is needed",
                        "database orders has the encoding SQL_ASCII: it must be created with ENCODING 'UTF8'",
                        "this process may open 30 connections and the server allows 20: raise max_connections"
                                + " or lower spring.datasource.hikari.maximum-pool-size");
    }

    @Test
    void tooManyConnectionsAreNamedWithWhatToDo() {
        assertThat(ServerRequirements.cannotConnect(new SQLException("FATAL: too many clients already", "53300")))
                .isEqualTo("The database cannot be used: FATAL: too many clients already: raise max_connections,"
                        + " or start fewer processes (docs/operating.md, Connections)");
    }

    private void server(int version, String name, String encoding, int allowed) throws SQLException {
        when(server.getInt(1)).thenReturn(version);
        when(server.getString(2)).thenReturn(name);
        when(server.getString(4)).thenReturn("orders");
        when(server.getString(5)).thenReturn(encoding);
        when(server.getInt(6)).thenReturn(allowed);
    }
}
