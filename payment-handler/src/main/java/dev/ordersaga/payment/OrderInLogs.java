package dev.ordersaga.payment;

import java.util.UUID;
import org.slf4j.MDC;

/** Puts the order into every log line of the work that is done for it. */
final class OrderInLogs {

    private static final String KEY = "orderId";

    private OrderInLogs() {}

    static void during(UUID orderId, Runnable work) {
        MDC.put(KEY, orderId.toString());
        try {
            work.run();
        } finally {
            MDC.remove(KEY);
        }
    }
}
