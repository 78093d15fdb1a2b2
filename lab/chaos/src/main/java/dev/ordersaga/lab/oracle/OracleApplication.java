package dev.ordersaga.lab.oracle;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Checks a stored run again. */
@Command(
        name = "oracle",
        description = "Checks all promises on a stored run of storm or crash.",
        mixinStandardHelpOptions = true)
public final class OracleApplication implements Callable<Integer> {

    @Option(names = "--run", required = true, description = "Folder of the run")
    Path run = Path.of(".");

    @Override
    public Integer call() {
        StoredRun stored = StoredRun.read(run);
        List<Violation> violations = Oracle.judge(stored);
        System.out.println(OracleReport.of(stored, violations));
        return violations.isEmpty() ? 0 : 1;
    }
}
