package dev.ordersaga.operations.access;

import dev.ordersaga.http.problem.HttpProblem;
import dev.ordersaga.http.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Lets nothing of the operators answer on the public port, and nothing public on theirs. It judges the handler that was
 * found and not the path, which may be written in many ways.
 */
public final class OperationsAccessInterceptor implements HandlerInterceptor {

    private static final String OPERATOR = OperationsAccessInterceptor.class.getName();
    private static final String OPERATIONS = "dev.ordersaga.operations.";

    private final OperationsPort port;
    private final Operators operators;

    OperationsAccessInterceptor(OperationsPort port, Operators operators) {
        this.port = port;
        this.operators = operators;
    }

    /** Who sends this request, once it was let in. */
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
            request.setAttribute(OPERATOR, operators.nameOf(request));
        }
        return true;
    }

    private static boolean isForOperators(Class<?> controller) {
        return controller.getName().startsWith(OPERATIONS) || controller.isAnnotationPresent(ForOperators.class);
    }
}
