package dev.ordersaga.order.web;

import dev.ordersaga.api.privacy.DataSubject;
import dev.ordersaga.http.access.Caller;
import dev.ordersaga.privacy.keys.SubjectKeys;
import java.util.Optional;

/** Names of callers in stored responses: a customer is named by the random identifier of the key, which leads nowhere after an erasure. */
final class StoredCallers {

    /** No tenant has a colon. */
    private static final String CUSTOMER = "customer:";

    private final SubjectKeys keys;

    StoredCallers(SubjectKeys keys) {
        this.keys = keys;
    }

    /** Empty for a customer without a key, who has no orders. */
    Optional<String> nameOf(Caller caller) {
        return caller.customerId() == null
                ? Optional.of(caller.id())
                : keys.subjectOf(DataSubject.of(caller.tenant(), caller.customerId()))
                        .map(subject -> CUSTOMER + subject);
    }
}
