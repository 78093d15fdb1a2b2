package dev.ordersaga.intake;

import dev.ordersaga.http.body.RefusedRequests;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Predicate;

/** Asks the {@link IntakeGate} about each request that places an order, before its body is read. */
final class IntakeFilter implements Filter {

    private final Predicate<HttpServletRequest> placesOrder;
    private final IntakeGate gate;
    private final Refusals refusals;
    private final RefusedRequests refused;

    IntakeFilter(
            Predicate<HttpServletRequest> placesOrder, IntakeGate gate, Refusals refusals, RefusedRequests refused) {
        this.placesOrder = placesOrder;
        this.gate = gate;
        this.refusals = refusals;
        this.refused = refused;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest http = (HttpServletRequest) request;
        Optional<RefusalReason> refusal = placesOrder.test(http) ? gate.refusal() : Optional.empty();
        if (refusal.isEmpty()) {
            chain.doFilter(request, response);
        } else {
            refused.answer(http, (HttpServletResponse) response, refusals.problem(refusal.get()));
        }
    }
}
