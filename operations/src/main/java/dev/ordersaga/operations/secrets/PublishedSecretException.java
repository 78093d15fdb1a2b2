package dev.ordersaga.operations.secrets;

import java.util.Collection;

/** A secret that others know, in a process that others can reach: the process does not start. */
final class PublishedSecretException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    PublishedSecretException(Collection<String> settings) {
        super(
                "These settings have values that are published or too short, and this process listens on more than loopback: "
                        + String.join(", ", settings));
    }
}
