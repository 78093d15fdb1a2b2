package dev.ordersaga.privacy.erasure;

import java.util.List;
import java.util.UUID;

/** The records of a person that must be closed before the erasure, such as orders whose payment is not settled. */
public interface OpenRecords {

    /** Identifiers of open records, up to a limit. */
    List<String> of(UUID subject, int limit);

    /** Whether it knows all records whose events have an index up to this one. */
    boolean isCurrent(long index);
}
