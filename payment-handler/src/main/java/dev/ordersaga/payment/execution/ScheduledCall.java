package dev.ordersaga.payment.execution;

import dev.ordersaga.payment.ProviderCall;
import java.time.Instant;
import java.util.Map;

/**
 * Task data of a scheduled provider call. Its JSON form is stored.
 *
 * @param since when the call became due
 * @param correlation metadata of the request that led to the call, for the events and logs that follow
 */
record ScheduledCall(ProviderCall call, Instant since, Map<String, String> correlation) {}
