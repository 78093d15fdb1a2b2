package dev.ordersaga.eventstore.connections;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Reports an {@link UnsafeDatabaseException} at start by its sentences, instead of a stack trace with many causes. */
final class UnsafeDatabaseAnalyzer extends AbstractFailureAnalyzer<UnsafeDatabaseException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, UnsafeDatabaseException cause) {
        return new FailureAnalysis(
                String.valueOf(cause.getMessage()),
                "Change the database or the settings as described in docs/operating.md.",
                cause);
    }
}
