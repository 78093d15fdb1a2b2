package dev.ordersaga.simulator.fault;

import dev.ordersaga.simulator.fault.FaultKind.Phase;
import dev.ordersaga.simulator.ledger.LogFile;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The rules in force. They live in memory: a restarted provider behaves well until it is told otherwise. Each time one
 * of them is obeyed, and each time they change, the log gets a line.
 */
public final class FaultRules {

    /** A rule in force, and how often it was met and obeyed. */
    public record Active(String id, FaultRule rule, int matched, int fired) {}

    private static final class Counted {
        private final String id;
        private final FaultRule rule;
        private final FaultKind kind;
        private final Map<String, Integer> callsOfOrder = new HashMap<>();
        private int matched;
        private int fired;

        Counted(String id, FaultRule rule) {
            this.id = id;
            this.rule = rule;
            this.kind = rule.kind();
        }

        boolean fires(FaultContext occasion, long usualSeed) {
            if (!rule.matches(occasion)) {
                return false;
            }
            matched++;
            boolean now = (rule.nth() == null || rule.nth() == matched)
                    && (rule.times() == null || fired < rule.times())
                    && drawn(occasion, usualSeed);
            fired += now ? 1 : 0;
            return now;
        }

        private boolean drawn(FaultContext occasion, long usualSeed) {
            if (rule.probability() == null) {
                return true;
            }
            String thing = occasion.orderId() + "/" + occasion.op() + "/" + occasion.event();
            int call = callsOfOrder.merge(thing, 1, Integer::sum);
            long seed = rule.seed() == null ? usualSeed : rule.seed();
            return SeededRandom.of(seed, rule.fault() + "/" + thing + "/" + call)
                            .nextDouble()
                    < rule.probability();
        }
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final List<Counted> rules = new ArrayList<>();
    private final LogFile log;
    private final Clock clock;
    private final long seed;
    private int lastId;

    /**
     * Starts without any rule.
     *
     * @param log gets a line for every fault
     * @param seed for rules that name none
     */
    public FaultRules(LogFile log, Clock clock, long seed) {
        this.log = log;
        this.clock = clock;
        this.seed = seed;
    }

    /**
     * Puts a rule in force, after those that are.
     *
     * @throws InvalidRuleException when it can never do what it says
     */
    public Active add(FaultRule rule) {
        RuleCheck.checked(rule);
        lock.lock();
        try {
            Counted counted = new Counted("fault_" + ++lastId, rule);
            rules.add(counted);
            write("rule-added", counted.id, rule, null);
            return new Active(counted.id, rule, 0, 0);
        } finally {
            lock.unlock();
        }
    }

    /** All rules in force. */
    public List<Active> all() {
        lock.lock();
        try {
            return rules.stream()
                    .map(rule -> new Active(rule.id, rule.rule, rule.matched, rule.fired))
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    /** Ends one rule; false when it is not in force. */
    public boolean remove(String id) {
        lock.lock();
        try {
            boolean removed = rules.removeIf(rule -> rule.id.equals(id));
            if (removed) {
                write("rule-removed", id, null, null);
            }
            return removed;
        } finally {
            lock.unlock();
        }
    }

    /** Heals the provider. */
    public void clear() {
        lock.lock();
        try {
            rules.clear();
            write("healed", null, null, null);
        } finally {
            lock.unlock();
        }
    }

    /** The first rule that fires for this request at this phase. */
    public Optional<FaultRule> first(Phase phase, FaultContext occasion) {
        return firing(phase, occasion, true).stream().findFirst();
    }

    /** All rules that fire for sending this event. */
    public List<FaultRule> forEvent(FaultContext occasion) {
        return firing(Phase.WEBHOOK, occasion, false);
    }

    /** Logs a fault that comes from elsewhere than a rule. */
    public void log(FaultRule rule, String source, FaultContext occasion) {
        write(rule.fault(), source, rule, occasion);
    }

    private List<FaultRule> firing(Phase phase, FaultContext occasion, boolean onlyFirst) {
        lock.lock();
        try {
            List<FaultRule> firing = new ArrayList<>();
            for (Counted rule : rules) {
                if (rule.kind.phase() == phase && rule.fires(occasion, seed)) {
                    write(rule.rule.fault(), rule.id, rule.rule, occasion);
                    firing.add(rule.rule);
                    if (onlyFirst) {
                        break;
                    }
                }
            }
            return firing;
        } finally {
            lock.unlock();
        }
    }

    private void write(
            String what, @Nullable String rule, @Nullable FaultRule detail, @Nullable FaultContext occasion) {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("t", clock.instant());
        line.put("fault", what);
        line.put("rule", rule);
        line.put("seed", detail == null || detail.seed() == null ? Long.valueOf(seed) : detail.seed());
        line.put("occasion", occasion);
        line.put("detail", detail);
        line.values().removeIf(value -> value == null);
        log.write(line);
    }
}
