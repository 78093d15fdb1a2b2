package dev.ordersaga.http.body;

import dev.ordersaga.http.problem.HttpProblem;
import dev.ordersaga.http.problem.ProblemException;
import dev.ordersaga.http.problem.ProblemWriter;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.coyote.BadRequestException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one body without a thread that waits for it, then dispatches the request to its controller. A body that is too large,
 * malformed or late ends the request.
 */
final class BodyReader implements ReadListener, AsyncListener {

    private static final Logger LOG = LoggerFactory.getLogger(BodyReader.class);
    private static final int CHUNK = 8 * 1024;

    private final AsyncContext async;
    private final ProblemWriter writer;
    private final BodyMemory.Lease memory;
    private final ServletInputStream in;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private boolean ended;

    BodyReader(AsyncContext async, ProblemWriter writer, BodyMemory.Lease memory) throws IOException {
        this.async = async;
        this.writer = writer;
        this.memory = memory;
        this.in = async.getRequest().getInputStream();
    }

    void begin() {
        async.addListener(this);
        in.setReadListener(this);
    }

    byte[] body() {
        return body.toByteArray();
    }

    BodyMemory.Lease memory() {
        return memory;
    }

    @Override
    public void onDataAvailable() throws IOException {
        byte[] chunk = new byte[CHUNK];
        while (!ended && in.isReady() && !in.isFinished()) {
            int read = in.read(chunk);
            if (read > 0) {
                accept(chunk, read);
            }
        }
    }

    private void accept(byte[] chunk, int length) {
        if (body.size() + length > BodyLimits.BODY_BYTES) {
            end(BodyFilter.tooLarge());
        } else if (memory.grow(length)) {
            body.write(chunk, 0, length);
        } else {
            end(BodyFilter.noMemory());
        }
    }

    @Override
    public void onAllDataRead() {
        if (!ended) {
            ended = true;
            async.getRequest().setAttribute(BodyFilter.READ, this);
            async.dispatch();
        }
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        end(new ProblemException(HttpProblem.REQUEST_TIMEOUT, "The body did not arrive in time."));
    }

    /** The client is gone, or its body is malformed; Tomcat calls the other method afterwards and closes the connection. */
    @Override
    public void onError(Throwable failure) {
        memory.release();
        if (!ended && failure instanceof BadRequestException) {
            ended = true;
            write(new ProblemException(HttpProblem.BAD_REQUEST, "The body is not valid HTTP."));
        }
    }

    @Override
    public void onError(AsyncEvent event) {
        memory.release();
        ended = true;
        async.complete();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        memory.release();
    }

    /** The controller may begin another asynchronous cycle, whose end is then awaited. */
    @Override
    public void onStartAsync(AsyncEvent event) {
        event.getAsyncContext().addListener(this);
    }

    private void end(ProblemException problem) {
        ended = true;
        write(problem);
        memory.release();
        async.complete();
    }

    /** What is left of the body is not read, so that the connection cannot be used again. */
    private void write(ProblemException problem) {
        HttpServletResponse response = (HttpServletResponse) async.getResponse();
        response.setHeader("Connection", "close");
        try {
            writer.write((HttpServletRequest) async.getRequest(), response, problem);
        } catch (IOException e) {
            LOG.debug("The client disconnected", e);
        }
    }
}
