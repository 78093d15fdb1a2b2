package dev.ordersaga.http.server;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.coyote.ContinueResponseTiming;

/**
 * Refuses what Tomcat would repair or take in a way of its own: paths that are not in their normal form or have parameters
 * ({@code ;x=1}), which Tomcat drops, and HTTP/0.9, whose answers have no status. Closes the connection after a request of
 * HTTP/1.0 with a transfer coding, since a proxy before it may see another end of its body.
 */
public final class StrictRequestValve extends ValveBase {

    private static final String SEND_CONTINUE = StrictRequestValve.class.getName() + ".sendContinue";
    private static final String WITH_BODY = StrictRequestValve.class.getName() + ".withBody";
    private static final Pattern NOT_NORMAL =
            Pattern.compile(";|//|/(?:\\.|%2e){1,2}(?:/|$)", Pattern.CASE_INSENSITIVE);

    StrictRequestValve() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        if (request.getCoyoteRequest().protocol().equals("")) {
            response.getCoyoteResponse().action(ActionCode.CLOSE_NOW, null);
            return;
        }
        String path = request.getRequestURI();
        if (path != null && !response.isError() && NOT_NORMAL.matcher(path).find()) {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST);
        }
        if (request.getCoyoteRequest().protocol().equals("HTTP/1.0")
                && request.getHeader("Transfer-Encoding") != null) {
            response.setHeader("Connection", "close");
        }
        if (request.getCoyoteRequest().hasExpectation()) {
            Runnable sendContinue =
                    () -> request.getCoyoteRequest().action(ActionCode.ACK, ContinueResponseTiming.ALWAYS);
            request.setAttribute(SEND_CONTINUE, sendContinue);
        }
        // The length is not read as a number: an invalid one is refused later, by the container.
        if (request.getHeader("Content-Length") != null || request.getHeader("Transfer-Encoding") != null) {
            request.setAttribute(WITH_BODY, request);
        }
        getNext().invoke(request, response);
    }

    /**
     * Closes the connection after the answer instead of reading what is left of the body: Tomcat would wait for it, on the
     * thread of this request.
     */
    public static void leaveBodyUnread(HttpServletRequest request) {
        if (request.getAttribute(WITH_BODY) instanceof Request withBody) {
            withBody.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
        }
    }

    /** Sends 100 Continue if the client waits for it: Tomcat does not when a body is read without blocking. */
    public static void sendContinue(HttpServletRequest request) {
        if (request.getAttribute(SEND_CONTINUE) instanceof Runnable sendContinue) {
            request.removeAttribute(SEND_CONTINUE);
            sendContinue.run();
        }
    }
}
