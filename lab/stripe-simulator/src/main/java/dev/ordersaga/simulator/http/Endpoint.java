package dev.ordersaga.simulator.http;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The simulated Stripe endpoints, named as in fault rules. */
enum Endpoint {
    CREATE("POST", "payment_intents"),
    CONFIRM("POST", "payment_intents/*/confirm"),
    CAPTURE("POST", "payment_intents/*/capture"),
    CANCEL("POST", "payment_intents/*/cancel"),
    REFUND("POST", "refunds"),
    RETRIEVE("GET", "<kind>/*"),
    LIST("GET", "<kind>");

    private static final Set<String> KINDS =
            Set.of("payment_intents", "charges", "refunds", "disputes", "events", "webhook_endpoints");

    private final String method;
    private final String pattern;

    Endpoint(String method, String pattern) {
        this.method = method;
        this.pattern = pattern;
    }

    static Optional<Endpoint> of(String method, List<String> segments) {
        return Arrays.stream(values())
                .filter(endpoint -> endpoint.method.equals(method) && endpoint.matches(segments))
                .findFirst();
    }

    /** Name in fault rules. */
    String op() {
        return name().toLowerCase(Locale.ROOT);
    }

    private boolean matches(List<String> segments) {
        List<String> steps = List.of(pattern.split("/"));
        if (segments.size() != steps.size()) {
            return false;
        }
        for (int i = 0; i < segments.size(); i++) {
            String wanted = steps.get(i);
            String parameters = segments.get(i);
            boolean same = wanted.equals("*")
                    || wanted.equals(parameters)
                    || (wanted.equals("<kind>") && KINDS.contains(parameters));
            if (!same) {
                return false;
            }
        }
        return true;
    }
}
