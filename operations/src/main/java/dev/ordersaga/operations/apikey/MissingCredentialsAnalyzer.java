package dev.ordersaga.operations.apikey;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Reports a {@link MissingCredentialsException} at start with the settings to choose from. */
final class MissingCredentialsAnalyzer extends AbstractFailureAnalyzer<MissingCredentialsException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, MissingCredentialsException cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), """
                Do one of these (docs/security.md):
                  make a key:      java -jar order-command.jar api-key create --client=shop --role=MERCHANT
                  or set a file:   operations.api-keys.initial-key=file:/run/secrets/api-key
                  or an issuer:    http-contract.jwt.issuer, http-contract.jwt.audience, http-contract.jwt.jwk-set-uri""", cause);
    }
}
