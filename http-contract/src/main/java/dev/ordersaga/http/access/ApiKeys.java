package dev.ordersaga.http.access;

import java.util.Optional;

/** The valid API keys of the installation; a bean. */
@FunctionalInterface
public interface ApiKeys {

    /** The caller with this key; empty if it is unknown, revoked or expired. Called for each request. */
    Optional<Caller> find(ApiKey key);
}
