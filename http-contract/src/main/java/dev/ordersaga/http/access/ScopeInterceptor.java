package dev.ordersaga.http.access;

import dev.ordersaga.http.problem.HttpProblem;
import dev.ordersaga.http.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Checks that the caller has the scope that the route needs. It looks at the handler and not at the path, because a path can
 * be written in many ways; a handler without an annotation does not exist for clients.
 */
final class ScopeInterceptor implements HandlerInterceptor {

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!(handler instanceof HandlerMethod route)) {
            throw notFound();
        }
        Needs needs = route.getMethodAnnotation(Needs.class);
        if (needs == null) {
            if (route.getMethodAnnotation(NeedsNoCaller.class) == null) {
                throw notFound();
            }
            return true;
        }
        if (Caller.current().filter(caller -> caller.has(needs.value())).isEmpty()) {
            throw AccessProblems.forbidden();
        }
        return true;
    }

    private static ProblemException notFound() {
        return new ProblemException(HttpProblem.NOT_FOUND, "There is nothing at this path.");
    }
}
