package dev.ordersaga.http.problem;

import dev.ordersaga.http.route.PublicRoutes;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.context.request.async.AsyncRequestTimeoutException;

/** Maps the errors of Spring MVC and of the container to problems of {@link HttpProblem}. */
final class SpringErrors {

    private static final List<String> KEPT_HEADERS =
            List.of(HttpHeaders.ALLOW, HttpHeaders.ACCEPT, HttpHeaders.RETRY_AFTER);

    private SpringErrors() {}

    /** Null when the client did not cause the failure. */
    static @Nullable ProblemException asProblem(Exception failure) {
        return switch (failure) {
            case HttpMessageNotReadableException unreadable ->
                unreadable.getCause() instanceof ProblemException cause
                        ? cause
                        : new ProblemException(HttpProblem.MALFORMED_BODY, "The body cannot be read.");
            case MissingRequestHeaderException missing ->
                new ProblemException(
                        HttpProblem.INVALID_HEADER, "The header " + missing.getHeaderName() + " is missing.");
            case ServletRequestBindingException ignored -> invalidQuery();
            case TypeMismatchException ignored -> invalidQuery();
            case InvalidParameterException ignored -> invalidQuery();
            case AsyncRequestTimeoutException ignored -> null;
            case ErrorResponse response -> withHeaders(ofStatus(response.getStatusCode()), response.getHeaders());
            default -> null;
        };
    }

    /** The problem for a status that Spring or the container chose; null when the status is a failure of the service. */
    static @Nullable ProblemException ofStatus(HttpStatusCode status) {
        return switch (status.value()) {
            case 404 -> new ProblemException(HttpProblem.NOT_FOUND, "No resource has this path.");
            case 405 -> methodNotAllowed();
            case 406 -> new ProblemException(HttpProblem.NOT_ACCEPTABLE, "This path answers in application/json.");
            case 408 -> new ProblemException(HttpProblem.REQUEST_TIMEOUT, "The request did not arrive in time.");
            case 413 -> new ProblemException(HttpProblem.BODY_TOO_LARGE, "The body is larger than the server reads.");
            case 414 -> new ProblemException(HttpProblem.URI_TOO_LONG, "Path and query have less than 16 kB.");
            case 415 ->
                new ProblemException(HttpProblem.UNSUPPORTED_MEDIA_TYPE, "This path reads application/json in UTF-8.");
            case 417 -> new ProblemException(HttpProblem.EXPECTATION_FAILED, "The only expectation is 100-continue.");
            case 429 -> new ProblemException(HttpProblem.TOO_MANY_REQUESTS, "Wait for responses before you send more.");
            case 431 ->
                new ProblemException(HttpProblem.HEADERS_TOO_LARGE, "A request has less than 16 kB and 100 headers.");
            case 501 -> new ProblemException(HttpProblem.NOT_IMPLEMENTED, "The server does not know how to do this.");
            case 503 -> new ProblemException(HttpProblem.SERVICE_UNAVAILABLE, "Try again later.");
            case 505 -> new ProblemException(HttpProblem.HTTP_VERSION_NOT_SUPPORTED, "The server speaks HTTP/1.1.");
            default ->
                status.is4xxClientError()
                        ? new ProblemException(
                                HttpProblem.BAD_REQUEST, "The request line or a header is not valid HTTP.")
                        : null;
        };
    }

    static ProblemException methodNotAllowed() {
        return new ProblemException(HttpProblem.METHOD_NOT_ALLOWED, "The header Allow lists the methods of this path.");
    }

    private static @Nullable ProblemException withHeaders(@Nullable ProblemException problem, HttpHeaders headers) {
        ProblemException result = problem;
        for (String name : KEPT_HEADERS) {
            if (result != null && headers.containsHeader(name)) {
                String value = name.equals(HttpHeaders.ALLOW)
                        ? PublicRoutes.allow(methods(headers))
                        : String.join(", ", headers.getOrEmpty(name));
                result = result.withHeader(name, value);
            }
        }
        return result;
    }

    private static Set<String> methods(HttpHeaders headers) {
        return headers.getAllow().stream().map(HttpMethod::name).collect(Collectors.toSet());
    }

    private static ProblemException invalidQuery() {
        return new ProblemException(HttpProblem.INVALID_QUERY, "A parameter is missing or cannot be read.");
    }
}
