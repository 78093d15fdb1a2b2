package dev.ordersaga.operations.access;

import dev.ordersaga.http.problem.HttpProblem;
import dev.ordersaga.http.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Access control of the operators' API: rejects its controllers on the public port and public controllers on the
 * operators' port, and authenticates operators. It checks the handler and not the path, because a path can be written in
 * many ways.
 */
public final class OperationsAccessInterceptor implements HandlerInterceptor {

    private static final String OPERATOR = OperationsAccessInterceptor.class.getName();
    private static final String OPERATIONS = "dev.ordersaga.operations.";

    private final OperationsPort port;
    private final OperatorAuthenticator authenticator;

    OperationsAccessInterceptor(OperationsPort port, OperatorAuthenticator authenticator) {
        this.port = port;
        this.authenticator = authenticator;
    }

    /** The authenticated operator of a request that passed this interceptor. */
    public static String operatorOf(HttpServletRequest request) {
        return (String) request.getAttribute(OPERATOR);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        boolean isOperations = handler instanceof HandlerMethod method && isForOperators(method.getBeanType());
        if (isOperations != (request.getLocalPort() == port.number())) {
            throw new ProblemException(HttpProblem.NOT_FOUND, "There is nothing at this path.");
        }
        if (isOperations) {
            request.setAttribute(OPERATOR, authenticator.nameOf(request));
        }
        return true;
    }

    private static boolean isForOperators(Class<?> controller) {
        return controller.getName().startsWith(OPERATIONS) || controller.isAnnotationPresent(ForOperators.class);
    }
}
