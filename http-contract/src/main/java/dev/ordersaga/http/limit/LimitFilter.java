package dev.ordersaga.http.limit;

import dev.ordersaga.http.access.Caller;
import dev.ordersaga.http.body.RefusedRequests;
import dev.ordersaga.http.problem.ProblemException;
import dev.ordersaga.http.route.PublicRoutes;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Refuses requests beyond the limit of their caller and route, before their body is read. */
final class LimitFilter implements Filter {

    private static final String OTHER_ROUTES = "";

    private final CallerLimits limits;
    private final List<PublicRoutes> routes;
    private final RefusedRequests refused;

    LimitFilter(CallerLimits limits, List<PublicRoutes> routes, RefusedRequests refused) {
        this.limits = limits;
        this.routes = routes;
        this.refused = refused;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest http = (HttpServletRequest) request;
        Optional<ProblemException> refusal = refusal(http);
        if (refusal.isEmpty()) {
            chain.doFilter(request, response);
        } else {
            refused.answer(http, (HttpServletResponse) response, refusal.get());
        }
    }

    private Optional<ProblemException> refusal(HttpServletRequest request) {
        Optional<Caller> caller = Caller.current();
        if (caller.isEmpty()) {
            return limits.refusalOfUnknown(request.getRemoteAddr());
        }
        String route = PublicRoutes.template(routes, request.getRequestURI()).orElse(OTHER_ROUTES);
        boolean isRead =
                request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        return limits.refusalOfCaller(caller.get().id(), route, isRead);
    }
}
