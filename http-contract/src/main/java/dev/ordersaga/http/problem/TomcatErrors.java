package dev.ordersaga.http.problem;

import java.util.Set;
import org.apache.coyote.Request;
import org.apache.tomcat.util.res.StringManager;
import org.jspecify.annotations.Nullable;

/**
 * Tells apart what Tomcat answers with the same status: it says 400 to all that it cannot parse, too large or not, and may find
 * more that it does not like in the part which it has read.
 */
final class TomcatErrors {

    private static final int URI_TOO_LONG = 414;
    private static final int HEADERS_TOO_LARGE = 431;

    /** Tomcat has no exception types of its own for these, only messages, in the language of the machine. */
    private static final Set<String> TOO_LARGE = Set.of(
            beginning("org.apache.coyote.http11", "iib.requestheadertoolarge.error"),
            beginning("org.apache.tomcat.util.http", "headers.maxCountFail"));

    private TomcatErrors() {}

    static int exactStatus(int status, @Nullable Throwable failure, Request request) {
        String message = failure == null ? null : failure.getMessage();
        if (message == null || TOO_LARGE.stream().noneMatch(message::startsWith)) {
            return status;
        }
        return request.requestURI().isNull() ? URI_TOO_LONG : HEADERS_TOO_LARGE;
    }

    /** The message up to its first parameter. */
    private static String beginning(String messages, String key) {
        return StringManager.getManager(messages).getString(key).replaceFirst("\\[?\\{0.*", "");
    }
}
