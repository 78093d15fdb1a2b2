package dev.ordersaga.lab.experiments.outage;

import dev.ordersaga.lab.experiments.outage.Answer.Kind;
import dev.ordersaga.lab.system.Engine;
import dev.ordersaga.lab.system.Layout;
import dev.ordersaga.lab.system.Machine;
import dev.ordersaga.lab.system.Pause;
import dev.ordersaga.lab.system.SystemOptions;
import dev.ordersaga.lab.system.SystemUnderTest;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Load before, while and after PostgreSQL is down, and a count of everything that was promised. */
@Command(
        name = "outage",
        description = "Placing and polling while PostgreSQL is down, and how soon all is well again.",
        mixinStandardHelpOptions = true)
public final class OutageApplication implements Callable<Integer> {

    private static final long MOST_SECONDS_TO_NORMAL = 10;

    @Mixin
    SystemOptions house = new SystemOptions();

    @Option(names = "--rate", defaultValue = "20", description = "Orders a second. Default: ${DEFAULT-VALUE}")
    int rate;

    @Option(names = "--before", defaultValue = "20", description = "Seconds before. Default: ${DEFAULT-VALUE}")
    int before;

    @Option(names = "--down", defaultValue = "30", description = "Seconds without it. Default: ${DEFAULT-VALUE}")
    int down;

    @Option(names = "--after", defaultValue = "20", description = "Seconds of load after. Default: ${DEFAULT-VALUE}")
    int after;

    @Option(names = "--patience", defaultValue = "90", description = "Seconds to settle. Default: ${DEFAULT-VALUE}")
    int patience;

    @Option(names = "--frozen", description = "It stands still (SIGSTOP) instead of being killed.")
    boolean isFrozen;

    @Override
    public Integer call() throws Exception {
        Path folder = house.folder("outage");
        List<String> settings = List.of("--order-command.payment.deadline=30m");
        try (SystemUnderTest running =
                        SystemUnderTest.start(Layout.THREE, Engine.OURS, house.jars(), folder, settings);
                Load load = new Load(running.commandUrl(), running.queryUrl(), running.managementUrl())) {
            load.begin(rate);
            Pause.of(before * 1_000L);
            Course course = new Course(load);
            running.takeDatabaseAway(isFrozen);
            course.down = Load.nowMillis();
            Pause.of(down * 1_000L);
            course.wanted = Load.nowMillis();
            running.giveDatabaseBack(isFrozen);
            course.back = Load.nowMillis();
            course.lookForTheFirst();
            Pause.of(Math.max(0, after * 1_000L - (Load.nowMillis() - course.back)));
            load.end();
            course.settle(patience);
            house.publish(report(course));
            return course.holds() ? 0 : 1;
        }
    }

    /** What happened when. */
    private static final class Course {

        private final Load load;
        private long down;
        private long wanted;
        private long back;
        private long placed = -1;
        private long confirmed = -1;
        private long accepted;
        private long lost;
        private long unsettled;
        private long notTakenLater;

        Course(Load load) {
            this.load = load;
        }

        /** Tries with orders of its own until one is placed and confirmed. */
        void lookForTheFirst() throws Exception {
            long end = Load.nowMillis() + 120_000;
            while (confirmed < 0 && Load.nowMillis() < end) {
                String path = "/orders/" + UUID.randomUUID();
                if (load.place(path).get().isAccepted()) {
                    placed = placed < 0 ? Load.nowMillis() - back : placed;
                    while (!load.status(path).equals("CONFIRMED") && Load.nowMillis() < end) {
                        Pause.of(20);
                    }
                    confirmed = Load.nowMillis() - back;
                }
                Pause.of(20);
            }
        }

        /** Sends again what was refused or has no answer, and waits for all orders to end. */
        void settle(int seconds) throws Exception {
            List<Answer> placing = load.answers().stream()
                    .filter(answer -> answer.kind() == Kind.PLACE)
                    .toList();
            for (Answer answer : placing) {
                accepted += answer.isAccepted() ? 1 : 0;
                if (!answer.isAccepted() && !load.place(answer.path()).get().isAccepted()) {
                    notTakenLater++;
                }
            }
            long end = Load.nowMillis() + seconds * 1_000L;
            for (Answer answer : placing) {
                String status = load.status(answer.path());
                while (!status.equals("CONFIRMED") && Load.nowMillis() < end) {
                    Pause.of(50);
                    status = load.status(answer.path());
                }
                lost += status.equals("-") && answer.isAccepted() ? 1 : 0;
                unsettled += status.equals("CONFIRMED") ? 0 : 1;
            }
        }

        /** What was sent while it was down; the first instant is the kill's own. */
        Phase outage() {
            return Phase.between("down", down, wanted, load.answers());
        }

        /** From then on everything must be as before. */
        Phase normal() {
            return Phase.between("10 s after", back + MOST_SECONDS_TO_NORMAL * 1_000, Long.MAX_VALUE, load.answers());
        }

        boolean holds() {
            boolean isRefusedAtOnce = outage().of(Kind.PLACE).answers().stream().allMatch(Answer::isRefusal)
                    && outage().of(Kind.POLL).answers().stream().allMatch(Answer::isRefusal)
                    && outage().of(Kind.PLACE).percentile(95) < 100_000
                    && outage().of(Kind.PLACE).percentile(100) < 2_500_000;
            boolean isBack = confirmed >= 0 && confirmed <= MOST_SECONDS_TO_NORMAL * 1_000;
            boolean isNormal = normal().of(Kind.PLACE).answers().stream().allMatch(Answer::isAccepted);
            return isRefusedAtOnce && isBack && isNormal && lost + unsettled + notTakenLater == 0;
        }
    }

    private String report(Course course) {
        StringBuilder text = new StringBuilder(
                "# PostgreSQL %s for %d s%n%n".formatted(isFrozen ? "stands still" : "is down", down));
        text.append(Machine.description()).append(System.lineSeparator());
        text.append("%d orders/s, each polled once; three processes.%n%n".formatted(rate));
        text.append("| when, what | answers | p50 | p99 | longest |%n|---|---|---|---|---|%n".formatted());
        List<Phase> phases = List.of(
                Phase.between("before", 0, course.down, course.load.answers()),
                course.outage(),
                Phase.between("first 10 s after", course.back, course.back + 10_000, course.load.answers()),
                course.normal());
        for (Phase phase : phases) {
            for (Kind kind : Kind.values()) {
                text.append(phase.of(kind).line());
            }
        }
        text.append(
                "%nPostgreSQL took %.1f s to start. After that: first order accepted in %.2f s, confirmed in %.2f s.%n"
                        .formatted(
                                (course.back - course.wanted) / 1000.0,
                                course.placed / 1000.0,
                                course.confirmed / 1000.0));
        text.append(
                "%d orders accepted; of these lost: %d. Not taken when sent again: %d. Not confirmed in the end: %d.%n"
                        .formatted(course.accepted, course.lost, course.notTakenLater, course.unsettled));
        return text.append(course.holds() ? "It holds.%n".formatted() : "It does not hold.%n".formatted())
                .toString();
    }
}
