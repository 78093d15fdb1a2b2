package dev.ordersaga.bulkhead;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;

/** Gives each request that places an order a place in the {@link RequestBulkhead}, once its body has arrived. */
final class BulkheadFilter implements Filter {

    private final RequestBulkhead bulkhead;

    BulkheadFilter(RequestBulkhead bulkhead) {
        this.bulkhead = bulkhead;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!PlacingRequests.matches((HttpServletRequest) request)) {
            chain.doFilter(request, response);
            return;
        }
        bulkhead.enter();
        try {
            chain.doFilter(request, response);
        } finally {
            bulkhead.leave();
        }
    }
}
