package dev.ordersaga.http.route;

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

/** Answers OPTIONS for public paths; Spring knows only the methods that its own service has. */
final class OptionsFilter implements Filter {

    private final List<PublicRoutes> routes;

    OptionsFilter(List<PublicRoutes> routes) {
        this.routes = routes;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest http = (HttpServletRequest) request;
        Optional<String> allow = http.getMethod().equals("OPTIONS")
                ? PublicRoutes.allow(routes, http.getRequestURI())
                : Optional.empty();
        if (allow.isPresent()) {
            ((HttpServletResponse) response).setHeader("Allow", allow.get());
        } else {
            chain.doFilter(request, response);
        }
    }
}
