package dev.ordersaga.http.body;

import dev.ordersaga.http.problem.HttpProblem;
import dev.ordersaga.http.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Resolves {@link JsonBody} parameters of controllers. The media type only matters where there is a body. */
final class JsonBodyArgument implements HandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == JsonBody.class;
    }

    @Override
    public JsonBody resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders)
            throws IOException {
        return of(Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class)));
    }

    static JsonBody of(HttpServletRequest request) throws IOException {
        refuseEncoded(request);
        boolean isJson = isJson(request.getContentType());
        if (!isJson && request.getContentLengthLong() > 0) {
            throw unsupported();
        }
        byte[] bytes = request.getInputStream().readAllBytes();
        if (!isJson && bytes.length > 0) {
            throw unsupported();
        }
        return JsonBody.parse(bytes);
    }

    /** A compressed body (RFC 9110, 8.4) is not unpacked: a small one can become very large. */
    private static void refuseEncoded(HttpServletRequest request) {
        for (String encoding : Collections.list(request.getHeaders("Content-Encoding"))) {
            if (!encoding.isBlank() && !encoding.strip().equalsIgnoreCase("identity")) {
                throw new ProblemException(
                                HttpProblem.UNSUPPORTED_MEDIA_TYPE, "This path reads bodies without Content-Encoding.")
                        .withHeader("Accept-Encoding", "identity");
            }
        }
    }

    private static boolean isJson(@Nullable String contentType) {
        if (contentType == null) {
            return false;
        }
        try {
            MediaType type = MediaType.parseMediaType(contentType);
            return type.equalsTypeAndSubtype(MediaType.APPLICATION_JSON)
                    && type.getParameters().keySet().stream().allMatch("charset"::equalsIgnoreCase)
                    && (type.getCharset() == null || StandardCharsets.UTF_8.equals(type.getCharset()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static ProblemException unsupported() {
        return new ProblemException(HttpProblem.UNSUPPORTED_MEDIA_TYPE, "This path reads application/json in UTF-8.")
                .withHeader("Accept", MediaType.APPLICATION_JSON_VALUE);
    }
}
