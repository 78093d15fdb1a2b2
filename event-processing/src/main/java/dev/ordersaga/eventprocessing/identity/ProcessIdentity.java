package dev.ordersaga.eventprocessing.identity;

import java.lang.management.ManagementFactory;
import org.axonframework.common.IdentifierFactory;

/**
 * Name of this process in its claims. Random for each start: process id and host name are for people, and containers share
 * them, so that two processes would own the same claim.
 */
public final class ProcessIdentity {

    private static final int MAX_READABLE = 60;

    /** Constant until the process ends. */
    public static final String NAME =
            readable() + "/" + IdentifierFactory.getInstance().generateIdentifier();

    private ProcessIdentity() {}

    private static String readable() {
        String name = ManagementFactory.getRuntimeMXBean().getName();
        return name.substring(0, Math.min(name.length(), MAX_READABLE));
    }
}
