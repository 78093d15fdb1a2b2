package dev.ordersaga.lab.storm;

import dev.ordersaga.lab.system.Database;
import dev.ordersaga.lab.system.Pause;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** One fault after the other, chosen by a seed. Each is over before the next one begins. */
final class FaultInjector implements AutoCloseable {

    /** All that stripe-simulator knows. */
    private static final List<String> PROVIDER_FAULTS = List.of(
            "rate-limit",
            "hang",
            "error",
            "reset",
            "garbage",
            "decline",
            "delay",
            "effect-then-delay",
            "effect-then-hang",
            "effect-then-error",
            "effect-then-reset",
            "effect-then-garbage",
            "webhook-duplicate",
            "webhook-late",
            "webhook-early",
            "webhook-never",
            "webhook-shuffle");

    private static final String END_HALF_OF_THE_SESSIONS =
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
                    + " AND backend_type = 'client backend' AND random() < 0.5";
    private static final String LOCK_EVENTS_FOR_A_WHILE =
            "BEGIN; LOCK TABLE eventstore.domain_event_entry IN ACCESS EXCLUSIVE MODE; SELECT pg_sleep(3); COMMIT";

    private final Cluster cast;
    private final Random random;
    private final List<FaultKind> kinds;
    private final OperatorActions interventions;
    private final List<String> log = new ArrayList<>();
    private final FaultCounts counts = new FaultCounts();

    FaultInjector(Cluster cast, long seed, List<FaultKind> kinds) {
        this.cast = cast;
        this.random = new Random(seed);
        this.kinds = kinds;
        this.interventions = new OperatorActions(cast, random);
    }

    /** What struck, and whether it was survived. */
    FaultCounts counts() {
        return counts;
    }

    /** A line for each: when, what, whom. */
    List<String> log() {
        return log;
    }

    /** The next fault, from its beginning to its end, and the calm after it. */
    void strike() throws IOException, InterruptedException, SQLException {
        FaultKind kind = one(kinds);
        // One that is starting may give up, and is started again.
        List<String> alive = cast.ready();
        boolean isDone = happens(kind);
        if (!isDone) {
            counts.skipped(kind);
            note(kind + " SKIPPED: this machine cannot do it");
            return;
        }
        Pause.of(1_000 + random.nextInt(4_000));
        List<String> ended = cast.startAgain();
        List<String> died = ended.stream().filter(alive::contains).toList();
        counts.struck(kind.name(), died.isEmpty());
        note(kind + " over"
                + (ended.isEmpty() ? "" : ", ended by themselves: " + ended + ", of these ready before: " + died));
    }

    private boolean happens(FaultKind kind) throws IOException, InterruptedException, SQLException {
        return switch (kind) {
            case KILL_NODE, FREEZE_NODE, WRONG_CLOCK -> strikeNode(kind, one(cast.nodes()));
            case REBUILD_VIEW, PAUSE_PROCESSOR -> intervene(kind);
            case KILL_PROVIDER,
                    FREEZE_PROVIDER,
                    CUT_PROVIDER,
                    LOSE_PROVIDER,
                    LOSE_PROVIDER_ANSWERS,
                    SLOW_PROVIDER,
                    PROVIDER_ERRS -> strikeProvider(kind, one(cast.toProvider()));
            case FULL_DISK -> fillDisk();
            default -> strikeDatabase(kind, one(cast.toDatabase()));
        };
    }

    private boolean strikeNode(FaultKind kind, Node node) throws IOException, InterruptedException {
        note(kind + " " + node.name());
        switch (kind) {
            case KILL_NODE -> killNode(node);
            case FREEZE_NODE -> {
                node.signal("STOP");
                Pause.of(11_000 + random.nextInt(4_000));
                node.signal("CONT");
            }
            default -> {
                node.clock().setWrongBy(random.nextBoolean() ? 90 : -90);
                Pause.of(8_000 + random.nextInt(6_000));
                node.clock().setWrongBy(0);
            }
        }
        return true;
    }

    private boolean intervene(FaultKind kind) throws IOException, InterruptedException {
        boolean isRebuild = kind == FaultKind.REBUILD_VIEW;
        OperatorActions.Outcome outcome = isRebuild ? interventions.rebuildView() : interventions.pauseProcessor();
        boolean isKilled = isRebuild && random.nextBoolean();
        String what = kind + " " + outcome.words() + (isKilled ? ", killed" : "");
        note(what + " at " + outcome.node().name());
        counts.struck(what, true);
        if (isKilled) {
            killNode(outcome.node());
        }
        return true;
    }

    private boolean strikeProvider(FaultKind kind, Proxy proxy) throws IOException, InterruptedException {
        switch (kind) {
            case KILL_PROVIDER -> killProvider();
            case FREEZE_PROVIDER -> {
                cast.provider().signal("STOP");
                Pause.of(6_000);
                cast.provider().signal("CONT");
            }
            case CUT_PROVIDER -> proxy.cut();
            case LOSE_PROVIDER -> during(proxy, Proxy.Mode.BLACK_HOLE, 6_000);
            case LOSE_PROVIDER_ANSWERS -> during(proxy, Proxy.Mode.NO_ANSWERS, 4_000);
            case SLOW_PROVIDER -> during(proxy, Proxy.Mode.SLOW, 4_000);
            default -> providerErrs();
        }
        return true;
    }

    private boolean strikeDatabase(FaultKind kind, Proxy proxy) throws IOException, InterruptedException, SQLException {
        switch (kind) {
            case KILL_DATABASE -> killDatabase();
            case FREEZE_DATABASE -> {
                note("freeze PostgreSQL");
                cast.database().signal("STOP");
                Pause.of(2_000 + random.nextInt(6_000));
                cast.database().signal("CONT");
            }
            case KILL_SESSIONS -> sql(END_HALF_OF_THE_SESSIONS);
            case LOCK_EVENTS -> sql(LOCK_EVENTS_FOR_A_WHILE);
            case CUT_DATABASE -> proxy.cut();
            case LOSE_DATABASE -> during(proxy, Proxy.Mode.BLACK_HOLE, 6_000);
            case LOSE_DATABASE_ANSWERS -> during(proxy, Proxy.Mode.NO_ANSWERS, 300);
            case SLOW_DATABASE -> during(proxy, Proxy.Mode.SLOW, 4_000);
            default -> throw new IllegalStateException(kind + " is nothing that happens to a database");
        }
        return true;
    }

    /** PostgreSQL may end when it cannot write, and nobody repairs anything: room, and at most a start. */
    private boolean fillDisk() throws IOException, InterruptedException {
        if (!cast.disk().isMounted()) {
            return false;
        }
        note("fill the disk");
        cast.disk().fill();
        Pause.of(4_000 + random.nextInt(4_000));
        cast.disk().free();
        Pause.of(2_000);
        if (!cast.database().isAlive()) {
            note("PostgreSQL had ended; start it");
            cast.database().startAgain();
        }
        return true;
    }

    private void killNode(Node node) throws IOException, InterruptedException {
        node.kill();
        Pause.of(random.nextInt(3_000));
        node.start();
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
            counts.struck("PROVIDER_ERRS " + fault, true);
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

    @Override
    public void close() {
        interventions.close();
    }

    private void note(String what) {
        log.add(Instant.now() + " " + what);
    }

    private <T> T one(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
