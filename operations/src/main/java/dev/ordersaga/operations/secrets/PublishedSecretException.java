package dev.ordersaga.operations.secrets;

import java.util.Collection;
import java.util.UUID;

/** A secret that others know, in a process that others can reach: the process does not start. */
public final class PublishedSecretException extends IllegalStateException {

    private static final long serialVersionUID = 1L;
    private static final String REACHABLE = " published, and this process listens on more than loopback";

    private PublishedSecretException(String message) {
        super(message);
    }

    static PublishedSecretException ofSettings(Collection<String> settings) {
        return new PublishedSecretException(
                "These settings have values that are too short or" + REACHABLE + ": " + String.join(", ", settings));
    }

    /** @param setting that names the file */
    public static PublishedSecretException ofKeyFile(String setting) {
        return new PublishedSecretException("The API key in the file of " + setting + " is" + REACHABLE + ".");
    }

    /** @param id of a key that is stored and valid */
    public static PublishedSecretException ofStoredKey(UUID id) {
        return new PublishedSecretException(
                "The stored API key " + id + " is" + REACHABLE + ". Revoke it: api-key revoke --id=" + id);
    }
}
