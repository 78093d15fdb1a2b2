package dev.ordersaga.orderstatus.web;

import dev.ordersaga.http.request.QueryParameters;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;

/**
 * The query that a payment provider appends to the return address ({@code payment_intent}, its client secret,
 * {@code redirect_status} and others). It is not used: what became of the payment is asked at the provider. As the provider
 * may append more in future, no parameter of such a query is refused; without them a query is read strictly.
 */
final class ReturnParameters {

    private static final Set<String> OF_PROVIDERS =
            Set.of("payment_intent", "payment_intent_client_secret", "setup_intent", "redirect_status");

    private ReturnParameters() {}

    /** @throws dev.ordersaga.http.problem.ProblemException for a parameter in a query that is not a provider's */
    static void allowIn(HttpServletRequest request) {
        Set<String> sent = request.getParameterMap().keySet();
        if (sent.stream().noneMatch(OF_PROVIDERS::contains)) {
            QueryParameters.of(request, Set.of());
        }
    }
}
