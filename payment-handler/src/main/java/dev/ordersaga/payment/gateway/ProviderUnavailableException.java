package dev.ordersaga.payment.gateway;

import java.time.Duration;

/** The provider was not asked at all: it is not well, or has enough to do. Nothing is unknown because of it. */
public final class ProviderUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Duration askIn;

    /** @param askIn when it makes sense to try again */
    public ProviderUnavailableException(String message, Duration askIn) {
        super(message, null, false, false);
        this.askIn = askIn;
    }

    /** When it makes sense to try again. */
    public Duration askIn() {
        return askIn;
    }
}
