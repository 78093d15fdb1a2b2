package dev.ordersaga.http.body;

import dev.ordersaga.http.problem.ProblemException;
import dev.ordersaga.http.problem.ProblemWriter;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the body of a refused request without a thread that waits for it, drops it, and writes the problem then. */
final class BodyDrain implements ReadListener, AsyncListener {

    private static final Logger LOG = LoggerFactory.getLogger(BodyDrain.class);
    private static final int CHUNK = 8 * 1024;

    private final AsyncContext async;
    private final ProblemWriter writer;
    private final ProblemException problem;
    private final ServletInputStream in;
    private boolean ended;

    BodyDrain(AsyncContext async, ProblemWriter writer, ProblemException problem) throws IOException {
        this.async = async;
        this.writer = writer;
        this.problem = problem;
        this.in = async.getRequest().getInputStream();
    }

    void begin() {
        async.addListener(this);
        in.setReadListener(this);
    }

    @Override
    public void onDataAvailable() throws IOException {
        byte[] chunk = new byte[CHUNK];
        while (!ended && in.isReady() && !in.isFinished()) {
            if (in.read(chunk) < 0) {
                return;
            }
        }
    }

    @Override
    public void onAllDataRead() {
        end(false);
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        end(true);
    }

    /** The client is gone; Tomcat calls the other method afterwards and closes the connection. */
    @Override
    public void onError(Throwable failure) {
        LOG.debug("The client disconnected", failure);
    }

    @Override
    public void onError(AsyncEvent event) {
        ended = true;
        async.complete();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        ended = true;
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        event.getAsyncContext().addListener(this);
    }

    /** @param isLate a part of the body is not read, so that the connection cannot be used again */
    private void end(boolean isLate) {
        if (ended) {
            return;
        }
        ended = true;
        HttpServletResponse response = (HttpServletResponse) async.getResponse();
        if (isLate) {
            response.setHeader("Connection", "close");
        }
        try {
            writer.write((HttpServletRequest) async.getRequest(), response, problem);
        } catch (IOException e) {
            LOG.debug("The client disconnected", e);
        }
        async.complete();
    }
}
