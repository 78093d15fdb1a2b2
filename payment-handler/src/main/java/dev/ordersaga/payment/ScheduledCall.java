package dev.ordersaga.payment;

import java.time.Instant;
import java.util.Map;

/**
 * A provider call as it waits in the database. Its JSON form is stored.
 *
 * @param since from when on the call was due without an answer
 * @param correlation what ties the call to the request that led to it, for the events and logs that follow
 */
record ScheduledCall(ProviderCall call, Instant since, Map<String, String> correlation) {}
