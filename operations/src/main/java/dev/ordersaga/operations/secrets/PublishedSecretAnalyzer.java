package dev.ordersaga.operations.secrets;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Reports a {@link PublishedSecretException} at start by its sentence, instead of a stack trace. */
final class PublishedSecretAnalyzer extends AbstractFailureAnalyzer<PublishedSecretException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, PublishedSecretException cause) {
        return new FailureAnalysis(
                String.valueOf(cause.getMessage()),
                "Give each a random value, best by a file (docs/security.md, Secrets), or listen on loopback only:"
                        + " server.address=127.0.0.1.",
                cause);
    }
}
