package dev.ordersaga.lab.oracle;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Reconciles the Stripe simulator's ledger with the events of a running system, to the penny. */
@Command(
        name = "reconcile",
        description = "Reconciles the Stripe simulator's ledger with the events of a running system, order by order.",
        mixinStandardHelpOptions = true)
public final class ReconcileApplication implements Callable<Integer> {

    @Option(names = "--ledger", required = true, description = "The simulator's ledger.jsonl")
    Path ledger = Path.of("ledger.jsonl");

    @Option(
            names = "--database-port",
            defaultValue = "15432",
            description = "Port of the database on loopback. Default: ${DEFAULT-VALUE}")
    int databasePort;

    @Override
    public Integer call() throws Exception {
        StoredRun run = new StoredRun(
                List.of(),
                LedgerReconciliation.ledger(ledger),
                LedgerReconciliation.events(databasePort),
                List.of(),
                List.of(),
                Set.of(),
                Set.of());
        List<Violation> violations = LedgerReconciliation.violations(run);
        System.out.println(ReconciliationReport.of(run, violations));
        return violations.isEmpty() ? 0 : 1;
    }
}
