package dev.ordersaga.lab.experiments.throughput;

import dev.ordersaga.lab.experiments.load.ClosedLoop;
import dev.ordersaga.lab.experiments.load.OrderIds;
import dev.ordersaga.lab.experiments.throughput.result.Counters;
import dev.ordersaga.lab.experiments.throughput.result.Latency;
import dev.ordersaga.lab.experiments.throughput.result.Round;
import dev.ordersaga.lab.experiments.throughput.result.StatementShare;
import dev.ordersaga.lab.system.ProcessStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Closed-loop rounds on one target: warm-up until the throughput is stable, then measurements. */
final class ClosedRounds {

    private static final int STATEMENTS = 15;

    private final Target target;
    private final PlacedOrders orders;
    private final ThroughputOptions options;
    private final ClosedLoop loop;
    private int placing;

    ClosedRounds(Target target, PlacedOrders orders, ThroughputOptions options, OrderIds ids) {
        this.target = target;
        this.orders = orders;
        this.options = options;
        this.loop = new ClosedLoop(target::placer, options.connections(), ids);
        this.placing = WarmUp.firstPlacing(options.seconds());
    }

    /** Rounds until three in a row hardly differ, at most as many as the options allow. */
    List<Round> warmUp() throws Exception {
        List<Round> rounds = new ArrayList<>();
        List<Double> rates = new ArrayList<>();
        while (!WarmUp.isOver(rates) && rounds.size() < options.maxWarmUps()) {
            rounds.add(round(null));
            rates.add(rounds.getLast().ordersPerSecond());
            placing = WarmUp.nextPlacing(placing, rounds.getLast().seconds(), options.seconds());
        }
        return rounds;
    }

    List<Round> measure() throws Exception {
        List<Round> rounds = new ArrayList<>();
        try (CounterReader counters = new CounterReader(target, orders, options.settle())) {
            for (int i = 0; i < options.rounds(); i++) {
                rounds.add(round(counters));
            }
        }
        return rounds;
    }

    /** @param counters null if they are not needed */
    private Round round(@Nullable CounterReader counters) throws Exception {
        Counters before = counters == null ? null : counters.begin();
        String from = orders.now();
        long begin = System.nanoTime();
        ClosedLoop.Placed placed = loop.run(placing);
        OrderCounts counts = new Drain(orders, options.patience()).await(from, placed.accepted());
        double seconds = (System.nanoTime() - begin) / (double) TimeUnit.SECONDS.toNanos(1);
        Counters perOrder = counters == null || before == null
                ? null
                : counters.end().minus(before).per(Math.max(1, counts.confirmed()));
        Round round = new Round(
                seconds,
                counts.confirmed() / seconds,
                placed.accepted(),
                placed.refused(),
                placed.failed(),
                counts.confirmed(),
                counts.rejected(),
                placed.accepted() - counts.settled(),
                Latency.of(placed.latency()),
                perOrder,
                ProcessStatistics.peakResidentMegabytes(target.services()),
                counters == null ? List.of() : shares(counters, counts.confirmed()));
        System.out.printf(
                "  %s: %.0f orders/s, %d confirmed%n",
                counters == null ? "warm-up" : "measured", round.ordersPerSecond(), round.confirmed());
        return round;
    }

    private static List<StatementShare> shares(CounterReader counters, long confirmed) throws Exception {
        return counters.longest(STATEMENTS).stream()
                .map(counted -> StatementShare.of(counted, Math.max(1, confirmed)))
                .toList();
    }
}
