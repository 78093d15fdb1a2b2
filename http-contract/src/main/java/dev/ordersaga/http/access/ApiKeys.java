package dev.ordersaga.http.access;

import java.util.Optional;

/** The valid API keys of the installation; a bean. */
@FunctionalInterface
public interface ApiKeys {

    /**
     * The caller with this key; empty if it is unknown, revoked or expired. Called for each request.
     *
     * @param beforeLookUp called before a key is looked up that is not in memory; what it throws prevents the look-up
     */
    Optional<Caller> find(ApiKey key, Runnable beforeLookUp);
}
