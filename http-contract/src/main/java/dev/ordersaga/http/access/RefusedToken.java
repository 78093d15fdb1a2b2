package dev.ordersaga.http.access;

import dev.ordersaga.http.problem.ProblemException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

/** A token that names no caller or is not verified. Its request is counted already by the limit of its address. */
final class RefusedToken extends InvalidBearerTokenException {

    private static final long serialVersionUID = 1L;

    private final transient @Nullable ProblemException answer;

    /** @param answer null if the token is not valid */
    RefusedToken(@Nullable ProblemException answer) {
        super("The token is not valid.");
        this.answer = answer;
    }

    /** What is answered instead of {@code 401}. */
    Optional<ProblemException> answer() {
        return Optional.ofNullable(answer);
    }
}
