package dev.ordersaga.lab.storm;

import dev.ordersaga.lab.system.DatabaseSession;
import dev.ordersaga.lab.system.Pause;
import dev.ordersaga.lab.system.Proxy;
import dev.ordersaga.lab.system.ServerProcess;
import dev.ordersaga.lab.system.ServiceProcess;
import dev.ordersaga.lab.system.SystemUnderTest;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Injects one fault after the other, chosen by a seed. Each ends before the next one begins. */
final class FaultInjector implements AutoCloseable {

    /** All faults of the Stripe simulator. */
    private static final List<String> SIMULATOR_FAULTS = List.of(
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

    private static final String TERMINATE_HALF_OF_THE_SESSIONS =
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
                    + " AND backend_type = 'client backend' AND random() < 0.5";
    private static final String LOCK_EVENTS_FOR_THREE_SECONDS =
            "BEGIN; LOCK TABLE eventstore.domain_event_entry IN ACCESS EXCLUSIVE MODE; SELECT pg_sleep(3); COMMIT";

    private final SystemUnderTest system;
    private final SmallDisk disk;
    private final Random random;
    private final List<FaultKind> kinds;
    private final OperatorActions operator;
    private final ProviderChanges provider;
    private final OutageWithPayment outage;
    private final List<String> log = new ArrayList<>();
    private final FaultCounts counts = new FaultCounts();

    FaultInjector(
            SystemUnderTest system,
            SmallDisk disk,
            long seed,
            List<FaultKind> kinds,
            Supplier<SimulatedClient> waitingCustomers) {
        this.system = system;
        this.disk = disk;
        this.random = new Random(seed);
        this.kinds = kinds;
        this.operator = new OperatorActions(system, random);
        this.provider = new ProviderChanges(system.simulator(), random);
        this.outage = new OutageWithPayment(system, waitingCustomers);
    }

    /** Injected and survived faults. */
    FaultCounts counts() {
        return counts;
    }

    /** One line per fault: when, what, where. */
    List<String> log() {
        return log;
    }

    /** Injects the next fault, ends it, and waits for a short calm period. */
    void injectNext() throws IOException, InterruptedException, SQLException {
        FaultKind kind = any(kinds);
        if (kind == FaultKind.FULL_DISK && !disk.isMounted()) {
            counts.skipped(kind);
            note(kind + " SKIPPED: not possible on this machine");
            return;
        }
        // A process that is still starting may give up, and is restarted.
        List<String> readyBefore = system.ready();
        inject(kind);
        Pause.of(1_000 + random.nextInt(4_000));
        List<String> ended = system.restartEnded();
        List<String> died = ended.stream().filter(readyBefore::contains).toList();
        counts.injected(kind.name(), died.isEmpty());
        note(kind + " over" + (ended.isEmpty() ? "" : ", ended: " + ended + ", of these ready before: " + died));
    }

    private void inject(FaultKind kind) throws IOException, InterruptedException, SQLException {
        note(kind.name());
        switch (kind) {
            case KILL_NODE -> restartAfterKill(anyService(), 3_000);
            case FREEZE_NODE -> freeze(anyService(), 11_000 + random.nextInt(4_000));
            case REBUILD_VIEW -> rebuildView();
            case PAUSE_PROCESSOR -> noteAction(FaultKind.PAUSE_PROCESSOR.name(), operator.pauseProcessor());
            case SKEWED_CLOCK -> skewClock(anyService());
            case KILL_DATABASE -> killDatabase();
            case FREEZE_DATABASE -> freezeDatabase();
            case FULL_DISK -> fillDisk();
            case KILL_SESSIONS -> execute(TERMINATE_HALF_OF_THE_SESSIONS);
            case CUT_DATABASE -> any(system.databaseProxies()).cut();
            case LOSE_DATABASE -> setMode(system.databaseProxies(), Proxy.Mode.BLACK_HOLE, 6_000);
            case LOSE_DATABASE_RESPONSES -> setMode(system.databaseProxies(), Proxy.Mode.NO_RESPONSES, 300);
            case SLOW_DATABASE -> setMode(system.databaseProxies(), Proxy.Mode.SLOW, 4_000);
            case LOCK_EVENTS -> execute(LOCK_EVENTS_FOR_THREE_SECONDS);
            case KILL_PROVIDER -> killProvider();
            case FREEZE_PROVIDER -> freeze(system.simulator(), 6_000);
            case CUT_PROVIDER -> any(system.simulatorProxies()).cut();
            case LOSE_PROVIDER -> setMode(system.simulatorProxies(), Proxy.Mode.BLACK_HOLE, 6_000);
            case LOSE_PROVIDER_RESPONSES -> setMode(system.simulatorProxies(), Proxy.Mode.NO_RESPONSES, 4_000);
            case SLOW_PROVIDER -> setMode(system.simulatorProxies(), Proxy.Mode.SLOW, 4_000);
            case PROVIDER_FAULTS -> injectSimulatorFaults();
            case PROVIDER_REFUSES -> noteChange(provider.refuse(8_000));
            case REFUND_BY_HAND -> noteChange(provider.refundByHand());
            case CANCEL_BY_HAND -> noteChange(provider.cancelByHand());
            case UNREADABLE_OBJECT -> noteChange(provider.showUnreadable(8_000));
            case PAY_DURING_OUTAGE -> noteChange(outage.payMeanwhile());
        }
    }

    private void killProvider() throws IOException, InterruptedException {
        restartAfterKill(system.simulator(), 2_000);
        system.simulator().awaitReady();
    }

    private void noteChange(String what) {
        note("provider: " + what);
        counts.injected("provider: " + what.replaceAll(" of .*", ""), true);
    }

    private void restartAfterKill(ServerProcess process, int maxPauseMillis) throws IOException, InterruptedException {
        note("kill " + process.name());
        process.kill();
        Pause.of(random.nextInt(maxPauseMillis));
        process.start();
    }

    private void freeze(ServerProcess process, int millis) throws IOException, InterruptedException {
        note("freeze " + process.name());
        process.signal("STOP");
        Pause.of(millis);
        process.signal("CONT");
    }

    private void skewClock(ServiceProcess service) throws IOException, InterruptedException {
        note("skewed clock of " + service.name());
        service.clock().setOffset(random.nextBoolean() ? 90 : -90);
        Pause.of(8_000 + random.nextInt(6_000));
        service.clock().setOffset(0);
    }

    /** Every other time the node that rebuilds is killed. */
    private void rebuildView() throws IOException, InterruptedException {
        OperatorActions.Outcome outcome = operator.rebuildView();
        boolean isKilled = random.nextBoolean();
        noteAction(FaultKind.REBUILD_VIEW.name(), outcome, isKilled ? ", killed" : "");
        if (isKilled) {
            restartAfterKill(outcome.node(), 3_000);
        }
    }

    private void noteAction(String kind, OperatorActions.Outcome outcome, String... more) {
        String what = kind + " " + outcome.result() + String.join("", more);
        note(what + " at " + outcome.node().name());
        counts.injected(what, true);
    }

    private void killDatabase() throws IOException, InterruptedException {
        system.database().kill();
        Pause.of(random.nextInt(2_000));
        system.database().restart();
    }

    private void freezeDatabase() throws IOException, InterruptedException {
        system.database().signal("STOP");
        Pause.of(2_000 + random.nextInt(6_000));
        system.database().signal("CONT");
    }

    /** PostgreSQL may end when it cannot write. The only repair is free space and, if necessary, a restart. */
    private void fillDisk() throws IOException, InterruptedException {
        disk.fill();
        Pause.of(4_000 + random.nextInt(4_000));
        disk.free();
        Pause.of(2_000);
        if (!system.database().isAlive()) {
            note("PostgreSQL had ended; restart");
            system.database().restart();
        }
    }

    private void injectSimulatorFaults() throws IOException, InterruptedException {
        for (int i = 0; i < 3; i++) {
            String fault = any(SIMULATOR_FAULTS);
            note("simulator: " + fault);
            counts.injected(FaultKind.PROVIDER_FAULTS + " " + fault, true);
            system.simulator().inject(fault, 0.4, random.nextInt(1_000));
        }
        Pause.of(8_000);
        system.simulator().clearFaults();
    }

    private void setMode(List<Proxy> proxies, Proxy.Mode mode, long millis) throws IOException, InterruptedException {
        Proxy proxy = any(proxies);
        note(mode + " at port " + proxy.port());
        proxy.setMode(mode);
        Pause.of(millis);
        proxy.setMode(Proxy.Mode.PASS);
    }

    private void execute(String sql) throws SQLException {
        try (DatabaseSession database = new DatabaseSession(system.databasePort())) {
            database.execute(sql);
        }
    }

    @Override
    public void close() {
        operator.close();
    }

    private void note(String what) {
        log.add(Instant.now() + " " + what);
    }

    private ServiceProcess anyService() {
        return any(system.services());
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
