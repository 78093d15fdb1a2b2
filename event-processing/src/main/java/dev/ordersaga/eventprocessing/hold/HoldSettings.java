package dev.ordersaga.eventprocessing.hold;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the system starts.
 *
 * @param startMode {@code hold} for a restored backup or a copy: nothing that moves money is done and no deadline fires,
 *     in any process of the database, until an operator releases the hold
 * @param holdName names this hold, 1 to 64 characters. A name that was released in this database does not hold again, so
 *     that a restart after the release needs no other settings: choose another name for each restore
 */
@ConfigurationProperties("event-processing")
public record HoldSettings(
        @DefaultValue("normal") StartMode startMode,
        @DefaultValue("hold") String holdName) {

    /** Whether the system holds at its start. */
    public enum StartMode {
        NORMAL,
        HOLD
    }

    public HoldSettings {
        if (holdName.isBlank() || holdName.length() > 64) {
            throw new IllegalArgumentException("event-processing.hold-name must have 1 to 64 characters");
        }
    }
}
