package dev.ordersaga.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.ordersaga.eventstore.connections.UnsafeDatabaseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class LocalPostgresIT {

    private static final String PASSWORD = "a password, only for tests";

    @TempDir
    private Path folder;

    private Path data;
    private PostgresLog log;

    @BeforeEach
    void paths() {
        data = folder.resolve("postgresql");
        log = new PostgresLog(folder.resolve("postgresql.log"));
    }

    @Test
    void aServerThatIsKilledIsStartedAgainAtTheSamePort() throws Exception {
        try (LocalPostgres postgres = LocalPostgres.start(settings(), new SecureRandom(), () -> {})) {
            String url = postgres.jdbcUrl();
            assertThat(value(
                            url,
                            "SELECT datlocprovider::text || datlocale || pg_encoding_to_char(encoding) FROM pg_database"
                                    + " WHERE datname = 'postgres'"))
                    .isEqualTo("bC.UTF-8UTF8");
            ProcessHandle server = server();
            server.destroyForcibly();
            server.onExit().join();
            await().atMost(Duration.ofSeconds(30))
                    .ignoreExceptions()
                    .until(() -> value(url, "SELECT 'again'").equals("again"));
            assertThat(postgres.jdbcUrl()).isEqualTo(url);
        }
        assertThat(PostmasterFile.in(data))
                .as("it is stopped with this process")
                .isEmpty();
    }

    /** Which has one thread on two cores; JDK code completes the exit of processes in it. */
    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void itStopsWhileTheCommonPoolIsOccupied() throws IOException {
        CountDownLatch stopped = new CountDownLatch(1);
        try (LocalPostgres postgres = LocalPostgres.start(settings(), new SecureRandom(), () -> {})) {
            assertThat(postgres.jdbcUrl()).isNotEmpty();
            for (int i = 0; i < ForkJoinPool.getCommonPoolParallelism(); i++) {
                ForkJoinPool.commonPool().execute(() -> awaitQuietly(stopped));
            }
        } finally {
            stopped.countDown();
        }
        assertThat(PostmasterFile.in(data)).isEmpty();
    }

    @Test
    void aRecoveryIsWaitedForAndTakenOver() throws Exception {
        Path end = recoveryUntil("recovery-ends");
        var first = CompletableFuture.supplyAsync(() -> start(Duration.ofMinutes(2)));
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        PostmasterFile.in(data).flatMap(PostmasterFile::server).isPresent());
        var second = CompletableFuture.supplyAsync(() -> start(Duration.ofMinutes(2)));
        await().during(Duration.ofMillis(500)).until(() -> !first.isDone() && !second.isDone());
        Files.createFile(end);
        assertThat(second.get().port())
                .as("the same server")
                .isEqualTo(first.get().port());
        second.get().stop();
    }

    @Test
    void aRecoveryWithoutProgressEndsWithASentenceAndLeavesNoServer() throws Exception {
        recoveryUntil("never");
        assertThatThrownBy(() -> start(Duration.ofSeconds(1)))
                .hasMessageContaining("PostgreSQL has made no progress for 1 s while it was starting or recovering")
                .hasMessageContaining("database system was shut down");
        assertThat(PostmasterFile.in(data).flatMap(PostmasterFile::server)).isEmpty();
    }

    /** Each file of the archive takes less than the patience, all of them take more. */
    @Test
    void aRecoveryThatAdvancesMayTakeLongerThanThePatience(CapturedOutput output) throws Exception {
        Path archive = folder.resolve("archive");
        Path backup = folder.resolve("backup");
        start(Duration.ofSeconds(10)).stop();
        run("cp", "-a", data.toString(), backup.toString());
        PostgresServer original = start(Duration.ofSeconds(10));
        String url = "jdbc:postgresql://127.0.0.1:" + original.port() + "/postgres";
        for (int i = 0; i < 6; i++) {
            value(url, "SELECT pg_logical_emit_message(true, 'a', 'b')");
            value(url, "SELECT pg_switch_wal()");
        }
        run("cp", "-a", data.resolve("pg_wal").toString(), archive.toString());
        original.stop();
        data = backup;
        append("hot_standby = off");
        recoverWith("sleep 0.3; cp %s/%%f %%p".formatted(archive));
        Duration patience = Duration.ofMillis(1_500);
        long begun = System.nanoTime();

        PostgresServer recovered = start(patience);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(patience);
        assertThat(output).contains("PostgreSQL is recovering: ");
        recovered.stop();
    }

    /** The number of a server that was killed belongs to another PostgreSQL now. */
    @Test
    void theFileOfAnEndedServerIsNotTakenForAnotherOne(@TempDir Path elsewhere) throws Exception {
        start(Duration.ofSeconds(10)).stop();
        Path otherData = elsewhere.resolve("postgresql");
        PostgresServer other = PostgresServer.start(
                otherData, new PostgresLog(elsewhere.resolve("log")), 0, Duration.ofSeconds(10), PASSWORD);
        ProcessHandle otherProcess =
                PostmasterFile.in(otherData).flatMap(PostmasterFile::server).orElseThrow();
        Files.writeString(
                data.resolve(PostmasterFile.NAME),
                otherProcess.pid() + "\n" + data + "\n1700000000\n5432\n\n127.0.0.1\n  5432001 0\nready   \n");
        PostgresServer own = start(Duration.ofSeconds(10));
        assertThat(otherProcess.isAlive()).isTrue();
        own.stop();
        other.stop();
    }

    @Test
    void anotherUserOfTheMachineCanNeitherReadTheFolderNorConnect() throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (LocalPostgres postgres = LocalPostgres.start(settings(), new SecureRandom(), () -> {})) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                    .isEqualTo("rwx------");
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(folder.resolve(DatabasePasswords.FILE))))
                    .isEqualTo("rw-------");
            assertThat(Files.readAllLines(data.resolve("pg_hba.conf")).stream()
                            .filter(line -> !line.startsWith("#") && !line.isBlank()))
                    .isNotEmpty()
                    .allSatisfy(line -> assertThat(line).endsWith("scram-sha-256"));
            for (String user : List.of("postgres", "order_saga", "order_saga_migration", "order_command")) {
                for (String guess : List.of("", "postgres", user, "another")) {
                    assertThatThrownBy(() -> DriverManager.getConnection(postgres.jdbcUrl(), user, guess))
                            .as(user + " with the password '" + guess + "'")
                            .isInstanceOf(SQLException.class)
                            .hasMessageContaining("password");
                }
            }
            assertThat(value(postgres.jdbcUrl(), "SELECT current_user")).isEqualTo("postgres");
            assertThat(readByAnotherUser(folder.resolve(DatabasePasswords.FILE)))
                    .isFalse();
        }
    }

    /** Only root can become another user. */
    private static boolean readByAnotherUser(Path file) throws Exception {
        boolean isPossible =
                "root".equals(System.getProperty("user.name")) && Files.isExecutable(Path.of("/usr/bin/setpriv"));
        String otherUser = "65534";
        return isPossible
                && new ProcessBuilder(
                                        "/usr/bin/setpriv",
                                        "--reuid=" + otherUser,
                                        "--regid=" + otherUser,
                                        "--clear-groups",
                                        "cat",
                                        file.toString())
                                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                .redirectError(ProcessBuilder.Redirect.DISCARD)
                                .start()
                                .waitFor()
                        == 0;
    }

    @Test
    void passwordsAreMadeOnceAndTheServicesAreNoSuperuser() throws Exception {
        LocalPostgres.start(settings(), new SecureRandom(), () -> {}).close();
        String made = Files.readString(folder.resolve(DatabasePasswords.FILE));
        try (LocalPostgres again = LocalPostgres.start(settings(), new SecureRandom(), () -> {});
                Connection service =
                        DriverManager.getConnection(again.jdbcUrl(), "order_saga", password("order_saga"));
                var row = service.createStatement()
                        .executeQuery("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")) {
            row.next();
            assertThat(row.getBoolean(1)).isFalse();
            assertThat(Files.readString(folder.resolve(DatabasePasswords.FILE))).isEqualTo(made);
        }
    }

    /** Of an older version, which trusted every user of the machine. */
    @Test
    void aDataFolderWithoutPasswordsIsRefusedInOneSentence() throws Exception {
        start(Duration.ofSeconds(10)).stop();
        assertThatThrownBy(() -> LocalPostgres.start(settings(), new SecureRandom(), () -> {}))
                .isInstanceOf(UnsafeDatabaseException.class)
                .hasMessageContaining("the data folder " + folder + " has a database without database.pgpass")
                .hasMessageContaining("move the folder away");
        assertThat(PostmasterFile.in(data)).isEmpty();
    }

    @Test
    void theReasonOfAFailedCreationIsInTheError() throws Exception {
        Files.createDirectories(data);
        Files.createFile(data.resolve("something"));
        assertThatThrownBy(() -> start(Duration.ofSeconds(1)))
                .hasMessageContaining("cannot create its data directory")
                .hasMessageContaining("exists but is not empty");
    }

    @Test
    void theReasonOfAFailedStartIsInTheError() throws Exception {
        start(Duration.ofSeconds(10)).stop();
        append("shared_buffers = nonsense");
        append("no_such_setting = 1");
        assertThatThrownBy(() -> start(Duration.ofSeconds(10)))
                .hasMessageContaining("PostgreSQL ended while it was starting")
                .hasMessageContaining("no_such_setting");
    }

    /** A recovery that waits for a file of the archive until another file exists. */
    private Path recoveryUntil(String name) throws IOException {
        start(Duration.ofSeconds(10)).stop();
        Path end = folder.resolve(name);
        recoverWith("while [ ! -e %s ]; do sleep 0.05; done; false".formatted(end));
        return end;
    }

    private void recoverWith(String restoreCommand) throws IOException {
        Files.createFile(data.resolve("recovery.signal"));
        append("restore_command = '" + restoreCommand + "'");
    }

    /** The user's password in the file of the data folder; without such a file, that of the tests' own servers. */
    private String password(String user) {
        Path file = folder.resolve(DatabasePasswords.FILE);
        try {
            return Files.exists(file)
                    ? Files.readAllLines(file).stream()
                            .map(line -> line.split(":", -1))
                            .filter(fields -> fields[3].equals(user))
                            .findFirst()
                            .orElseThrow()[4]
                    : PASSWORD;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void run(String... command) throws Exception {
        assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
    }

    private void append(String setting) throws IOException {
        Files.writeString(data.resolve("postgresql.auto.conf"), setting + "\n", StandardOpenOption.APPEND);
    }

    private PostgresServer start(Duration patience) {
        try {
            return PostgresServer.start(data, log, 0, patience, PASSWORD);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private StandaloneSettings settings() {
        return new StandaloneSettings(folder, 0, Duration.ofSeconds(30));
    }

    private ProcessHandle server() throws IOException {
        return PostmasterFile.in(data).flatMap(PostmasterFile::server).orElseThrow();
    }

    private String value(String url, String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, "postgres", password("postgres"));
                var row = connection.createStatement().executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
