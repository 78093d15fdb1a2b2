package dev.ordersaga.operations.access;

import dev.ordersaga.http.problem.HttpProblem;
import dev.ordersaga.http.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Separates the operators' API from the public one: rejects its controllers on the public port and public controllers on the
 * operators' port. It checks the handler and not the path, because a path can be written in many ways.
 */
final class OperationsAccessInterceptor implements HandlerInterceptor {

    private static final String OPERATIONS = "dev.ordersaga.operations.";

    private final OperationsPort port;

    OperationsAccessInterceptor(OperationsPort port) {
        this.port = port;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        boolean isOperations = handler instanceof HandlerMethod method && isForOperators(method.getBeanType());
        if (isOperations != (request.getLocalPort() == port.number())) {
            throw new ProblemException(HttpProblem.NOT_FOUND, "There is nothing at this path.");
        }
        return true;
    }

    private static boolean isForOperators(Class<?> controller) {
        return controller.getName().startsWith(OPERATIONS) || controller.isAnnotationPresent(ForOperators.class);
    }
}
