package dev.ordersaga.privacy.erasure;

import java.util.UUID;

/** Part of a service that acts when a person's key is deleted. Without all of them no erasure is reported as done. */
public interface ErasureParticipant {

    /** Stored: part of the schema. */
    String name();

    /** Acts in the running transaction; called once per erasure unless that is rolled back. */
    void erased(UUID subject);
}
