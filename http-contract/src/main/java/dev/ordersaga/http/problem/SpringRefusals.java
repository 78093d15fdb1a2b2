package dev.ordersaga.http.problem;

import java.util.Locale;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.context.request.async.AsyncRequestTimeoutException;

/** What Spring or the container refuses by itself, in the words of our table. */
final class SpringRefusals {

    private SpringRefusals() {}

    /** Null when the failure is not the client's doing. */
    static @Nullable ProblemException asProblem(Exception failure) {
        return switch (failure) {
            case HttpMessageNotReadableException unreadable ->
                unreadable.getCause() instanceof ProblemException cause
                        ? cause
                        : problem(ProblemKind.MALFORMED_BODY, "The body cannot be read.");
            case MissingRequestHeaderException missing ->
                problem(ProblemKind.INVALID_HEADER, "The header " + missing.getHeaderName() + " is missing.");
            case ServletRequestBindingException ignored -> badQuery();
            case TypeMismatchException ignored -> badQuery();
            case InvalidParameterException ignored -> badQuery();
            case AsyncRequestTimeoutException ignored -> null;
            case ErrorResponse response -> withHeaders(ofStatus(response.getStatusCode()), response.getHeaders());
            default -> null;
        };
    }

    /** The kind and words for a status that someone else chose; null when the status says that it is our failure. */
    static @Nullable ProblemException ofStatus(HttpStatusCode status) {
        return switch (status.value()) {
            case 404 -> problem(ProblemKind.NOT_FOUND, "No resource has this path.");
            case 405 -> problem(ProblemKind.METHOD_NOT_ALLOWED, "The header Allow lists the methods of this path.");
            case 406 -> problem(ProblemKind.NOT_ACCEPTABLE, "This path answers in application/json.");
            case 408 -> problem(ProblemKind.REQUEST_TIMEOUT, "The request did not arrive in time.");
            case 413 -> problem(ProblemKind.BODY_TOO_LARGE, "The body is larger than the server reads.");
            case 415 -> problem(ProblemKind.UNSUPPORTED_MEDIA_TYPE, "This path reads application/json in UTF-8.");
            case 501 -> problem(ProblemKind.NOT_IMPLEMENTED, "The server does not know how to do this.");
            case 503 -> problem(ProblemKind.SERVICE_UNAVAILABLE, "Try again later.");
            case 505 -> problem(ProblemKind.HTTP_VERSION_NOT_SUPPORTED, "The server speaks HTTP/1.1.");
            default -> status.is4xxClientError() ? badRequest() : null;
        };
    }

    private static @Nullable ProblemException withHeaders(@Nullable ProblemException problem, HttpHeaders headers) {
        if (problem == null) {
            return null;
        }
        ProblemException result = problem;
        for (String name : headers.headerNames()) {
            if (isOurs(name)) {
                result = result.withHeader(name, String.join(", ", headers.getOrEmpty(name)));
            }
        }
        return result;
    }

    private static boolean isOurs(String header) {
        return switch (header.toLowerCase(Locale.ROOT)) {
            case "allow", "accept", "retry-after" -> true;
            default -> false;
        };
    }

    private static ProblemException badRequest() {
        return problem(ProblemKind.BAD_REQUEST, "The request line or a header is not valid HTTP.");
    }

    private static ProblemException badQuery() {
        return problem(ProblemKind.INVALID_QUERY, "A parameter is missing or cannot be read.");
    }

    private static ProblemException problem(ProblemKind kind, String detail) {
        return new ProblemException(kind, detail);
    }
}
