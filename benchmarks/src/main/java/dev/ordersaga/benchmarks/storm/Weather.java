package dev.ordersaga.benchmarks.storm;

import dev.ordersaga.benchmarks.house.Database;
import dev.ordersaga.benchmarks.house.Pause;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** One fault after the other, chosen by a seed. Each is over before the next one begins. */
final class Weather {

    private static final List<String> PROVIDER_FAULTS = List.of(
            "hang",
            "error",
            "garbage",
            "rate-limit",
            "effect-then-hang",
            "effect-then-error",
            "effect-then-garbage",
            "webhook-duplicate",
            "webhook-late",
            "webhook-shuffle",
            "webhook-never");

    private static final String END_HALF_OF_THE_SESSIONS =
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
                    + " AND backend_type = 'client backend' AND random() < 0.5";
    private static final String LOCK_EVENTS_FOR_A_WHILE =
            "BEGIN; LOCK TABLE eventstore.domain_event_entry IN ACCESS EXCLUSIVE MODE; SELECT pg_sleep(3); COMMIT";

    private final Cast cast;
    private final Random random;
    private final List<FaultKind> kinds;
    private final List<String> log = new ArrayList<>();
    private final Map<FaultKind, Integer> counts = new EnumMap<>(FaultKind.class);

    Weather(Cast cast, long seed, List<FaultKind> kinds) {
        this.cast = cast;
        this.random = new Random(seed);
        this.kinds = kinds;
    }

    /** How often each kind struck. */
    Map<FaultKind, Integer> counts() {
        return counts;
    }

    /** A line for each: when, what, whom. */
    List<String> log() {
        return log;
    }

    /** The next fault, from its beginning to its end, and the calm after it. */
    void strike() throws IOException, InterruptedException, SQLException {
        FaultKind kind = one(kinds);
        counts.merge(kind, 1, Integer::sum);
        switch (kind) {
            case KILL_NODE -> killNode();
            case FREEZE_NODE -> freeze();
            case KILL_PROVIDER -> killProvider();
            case CUT_PROVIDER -> one(cast.toProvider()).cut();
            case LOSE_PROVIDER_ANSWERS -> during(one(cast.toProvider()), Proxy.Mode.NO_ANSWERS, 4_000);
            case PROVIDER_ERRS -> providerErrs();
            default -> strikeDatabase(kind);
        }
        note(kind + " over");
        Pause.of(1_000 + random.nextInt(4_000));
    }

    private void strikeDatabase(FaultKind kind) throws IOException, InterruptedException, SQLException {
        Proxy proxy = one(cast.toDatabase());
        switch (kind) {
            case KILL_DATABASE -> killDatabase();
            case KILL_SESSIONS -> sql(END_HALF_OF_THE_SESSIONS);
            case LOCK_EVENTS -> sql(LOCK_EVENTS_FOR_A_WHILE);
            case CUT_DATABASE -> proxy.cut();
            case LOSE_DATABASE -> during(proxy, Proxy.Mode.BLACK_HOLE, 6_000);
            case LOSE_DATABASE_ANSWERS -> during(proxy, Proxy.Mode.NO_ANSWERS, 300);
            case SLOW_DATABASE -> during(proxy, Proxy.Mode.SLOW, 4_000);
            default -> throw new IllegalStateException(kind + " is nothing that happens to a database");
        }
    }

    private void killNode() throws IOException, InterruptedException {
        Node node = one(cast.nodes());
        note("kill " + node.name());
        node.kill();
        Pause.of(random.nextInt(3_000));
        node.start();
    }

    private void freeze() throws IOException, InterruptedException {
        Node node = one(cast.nodes());
        note("freeze " + node.name());
        node.signal("STOP");
        Pause.of(11_000 + random.nextInt(4_000));
        node.signal("CONT");
    }

    private void killDatabase() throws IOException, InterruptedException {
        note("kill PostgreSQL");
        cast.database().kill();
        Pause.of(random.nextInt(2_000));
        cast.database().startAgain();
    }

    private void killProvider() throws IOException, InterruptedException {
        note("kill the provider");
        cast.provider().kill();
        Pause.of(random.nextInt(2_000));
        cast.provider().start();
        cast.provider().awaitReady();
    }

    private void providerErrs() throws IOException, InterruptedException {
        for (int i = 0; i < 3; i++) {
            String fault = one(PROVIDER_FAULTS);
            note("provider: " + fault);
            cast.provider().misbehave(fault, 0.4, random.nextInt(1_000));
        }
        Pause.of(8_000);
        cast.provider().behave();
    }

    private void during(Proxy proxy, Proxy.Mode mode, long millis) throws IOException, InterruptedException {
        note(mode + " at port " + proxy.port());
        proxy.become(mode);
        Pause.of(millis);
        proxy.become(Proxy.Mode.PASS);
    }

    private void sql(String text) throws SQLException {
        note(text);
        try (Connection connection = Database.connect(cast.database().port());
                Statement statement = connection.createStatement()) {
            statement.execute(text);
        }
    }

    private void note(String what) {
        log.add(Instant.now() + " " + what);
    }

    private <T> T one(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
