package dev.ordersaga.eventstore.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordersaga.eventstore.schema.MigrationApplication;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The driver with {@code sslmode=verify-full}, as docs/security.md has it: which servers it talks to. */
class VerifyFullIT {

    private static final String HOST = "localhost";

    private static Path authority;
    private static Path otherAuthority;
    private static EmbeddedPostgres server;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        TestAuthority own = TestAuthority.create(folder, "own");
        own.signServer(HOST);
        authority = own.certificateFile();
        otherAuthority = TestAuthority.create(folder, "other").certificateFile();
        server = EmbeddedPostgres.builder()
                .setServerConfig("ssl", "on")
                .setServerConfig("ssl_cert_file", folder.resolve("server.crt").toString())
                .setServerConfig("ssl_key_file", folder.resolve("server.key").toString())
                .setServerConfig("ssl_min_protocol_version", "TLSv1.3")
                .start();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Test
    void aServerWithACertificateOfTheAuthorityIsTrustedAndTheConnectionIsEncrypted() throws SQLException {
        try (Connection connection = connect(HOST, "verify-full", authority);
                var row = connection
                        .createStatement()
                        .executeQuery("SELECT ssl, version FROM pg_stat_ssl WHERE pid = pg_backend_pid()")) {
            row.next();
            assertThat(row.getBoolean(1)).isTrue();
            assertThat(row.getString(2)).isEqualTo("TLSv1.3");
        }
    }

    @Test
    void aCertificateOfAnotherAuthorityIsRefused() {
        assertThatThrownBy(() -> connect(HOST, "verify-full", otherAuthority))
                .isInstanceOf(SQLException.class)
                .hasStackTraceContaining("certification path");
    }

    /** What {@code verify-ca} accepts: any server with a certificate of the same authority. */
    @Test
    void aCertificateOfAnotherHostIsRefused() throws SQLException {
        connect("127.0.0.1", "verify-ca", authority).close();
        assertThatThrownBy(() -> connect("127.0.0.1", "verify-full", authority))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("127.0.0.1");
    }

    @Test
    void aServerWithoutTlsIsRefused() throws Exception {
        try (EmbeddedPostgres plain = EmbeddedPostgres.start()) {
            Callable<Connection> connecting = () ->
                    DriverManager.getConnection(url(HOST, plain.getPort(), "verify-full", authority), "postgres", "");
            assertThatThrownBy(connecting::call).hasMessageContaining("SSL");
        }
    }

    @Test
    void theSettingReachesMigrations() {
        MigrationApplication.run(
                "--spring.datasource.url=" + url(HOST, server.getPort(), "verify-full", authority),
                "--spring.datasource.username=postgres");
        assertThatThrownBy(() -> MigrationApplication.run(
                        "--spring.datasource.url=" + url(HOST, server.getPort(), "verify-full", otherAuthority),
                        "--spring.datasource.username=postgres"))
                .hasStackTraceContaining("certification path");
    }

    private static Connection connect(String host, String mode, Path trusted) throws SQLException {
        return DriverManager.getConnection(url(host, server.getPort(), mode, trusted), "postgres", "");
    }

    private static String url(String host, int port, String mode, Path trusted) {
        return "jdbc:postgresql://" + host + ":" + port + "/postgres?sslmode=" + mode + "&sslrootcert=" + trusted;
    }
}
