package dev.ordersaga.http.access;

import dev.ordersaga.http.body.RefusedRequests;
import dev.ordersaga.http.problem.HttpProblem;
import dev.ordersaga.http.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;

/** Answers requests that Spring Security refuses, with problem details. Refusals are limited by address. */
final class AccessProblems implements AuthenticationEntryPoint, AccessDeniedHandler {

    private final RefusedRequests refused;
    private final UnknownCallerLimit limit;

    AccessProblems(RefusedRequests refused, UnknownCallerLimit limit) {
        this.refused = refused;
        this.limit = limit;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException refusal)
            throws IOException {
        Optional<ProblemException> other =
                refusal instanceof RefusedToken token ? token.answer() : limit.refusal(request.getRemoteAddr());
        boolean hasToken = request.getHeader(HttpHeaders.AUTHORIZATION) != null;
        ProblemException problem = new ProblemException(
                        HttpProblem.UNAUTHENTICATED,
                        hasToken ? "No caller has this token." : "Send your token: Authorization: Bearer.")
                .withHeader(HttpHeaders.WWW_AUTHENTICATE, hasToken ? "Bearer error=\"invalid_token\"" : "Bearer");
        refused.answer(request, response, other.orElse(problem));
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException refusal)
            throws IOException {
        refused.answer(request, response, forbidden());
    }

    /** The caller lacks a scope. */
    static ProblemException forbidden() {
        return new ProblemException(HttpProblem.FORBIDDEN, "Your token has not the scope for this.")
                .withHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"insufficient_scope\"");
    }
}
