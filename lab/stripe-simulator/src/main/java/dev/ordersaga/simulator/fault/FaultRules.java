package dev.ordersaga.simulator.fault;

import dev.ordersaga.simulator.fault.FaultKind.Phase;
import dev.ordersaga.simulator.ledger.LogFile;
import java.io.IOException;
import java.io.OutputStream;
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
 * The active fault rules. In memory only: a restarted simulator has none. Each injected fault and each change of the
 * rules is logged.
 */
public final class FaultRules {

    /** An active rule with the number of its matches and injected faults. */
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

        boolean fires(FaultContext context, long defaultSeed) {
            if (!rule.matches(context)) {
                return false;
            }
            matched++;
            boolean now = (rule.nth() == null || rule.nth() == matched)
                    && (rule.times() == null || fired < rule.times())
                    && drawn(context, defaultSeed);
            fired += now ? 1 : 0;
            return now;
        }

        private boolean drawn(FaultContext context, long defaultSeed) {
            if (rule.probability() == null) {
                return true;
            }
            String subject = context.orderId() + "/" + context.op() + "/" + context.event();
            int call = callsOfOrder.merge(subject, 1, Integer::sum);
            long seed = rule.seed() == null ? defaultSeed : rule.seed();
            return SeededRandom.of(seed, rule.fault() + "/" + subject + "/" + call)
                            .nextDouble()
                    < rule.probability();
        }
    }

    private static final int MAX_RULES = 10_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final List<Counted> rules = new ArrayList<>();
    private final LogFile log;
    private final Clock clock;
    private final long seed;
    private int lastId;

    /**
     * Starts without rules.
     *
     * @param log receives a line per fault
     * @param seed for rules that name none
     */
    public FaultRules(LogFile log, Clock clock, long seed) {
        this.log = log;
        this.clock = clock;
        this.seed = seed;
    }

    /** Seed of rules that name none. */
    public long seed() {
        return seed;
    }

    /** Copies the log of all rules and injected faults. */
    public void copyLogTo(OutputStream out) throws IOException {
        log.copyTo(out);
    }

    /**
     * Adds a rule after the active ones.
     *
     * @throws IllegalArgumentException when it could never fire, or there are too many
     */
    public Active add(FaultRule rule) {
        FaultRuleValidator.checked(rule);
        lock.lock();
        try {
            if (rules.size() >= MAX_RULES) {
                throw new IllegalArgumentException("There are " + MAX_RULES + " rules already");
            }
            Counted counted = new Counted("fault_" + ++lastId, rule);
            rules.add(counted);
            write("rule-added", counted.id, rule, null);
            return new Active(counted.id, rule, 0, 0);
        } finally {
            lock.unlock();
        }
    }

    /** All active rules. */
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

    /** Removes a rule; false when it is not active. */
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

    /** Removes all rules. */
    public void clear() {
        lock.lock();
        try {
            rules.clear();
            write("healed", null, null, null);
        } finally {
            lock.unlock();
        }
    }

    /** The first rule that fires for this request in this phase. */
    public Optional<FaultRule> first(Phase phase, FaultContext context) {
        return firing(phase, context, true).stream().findFirst();
    }

    /** All rules that fire for sending this event. */
    public List<FaultRule> forEvent(FaultContext context) {
        return firing(Phase.WEBHOOK, context, false);
    }

    /** Logs a fault that no rule caused. */
    public void log(FaultRule rule, String source, FaultContext context) {
        write(rule.fault(), source, rule, context);
    }

    private List<FaultRule> firing(Phase phase, FaultContext context, boolean onlyFirst) {
        lock.lock();
        try {
            List<FaultRule> firing = new ArrayList<>();
            for (Counted rule : rules) {
                if (rule.kind.phase() == phase && rule.fires(context, seed)) {
                    write(rule.rule.fault(), rule.id, rule.rule, context);
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

    private void write(String what, @Nullable String rule, @Nullable FaultRule detail, @Nullable FaultContext context) {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("t", clock.instant());
        line.put("fault", what);
        line.put("rule", rule);
        line.put("seed", detail == null || detail.seed() == null ? Long.valueOf(seed) : detail.seed());
        line.put("context", context);
        line.put("detail", detail);
        line.values().removeIf(value -> value == null);
        log.write(line);
    }
}
