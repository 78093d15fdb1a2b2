package dev.ordersaga.eventstore.testing;

/** The API key of tests: services start with it, and clients send it. */
public final class TestApiKey {

    public static final String KEY = "osk_OnlyForTestsOnlyForTestsOnlyForTestsOnlyFor3hFwr6";

    /** Value of the header {@code Authorization}. */
    public static final String BEARER = "Bearer " + KEY;

    /** Argument with which a service on loopback stores the key at its start; any other refuses it. */
    public static final String SETTING = "--operations.api-keys.initial-key=classpath:test-api-key";

    private TestApiKey() {}
}
