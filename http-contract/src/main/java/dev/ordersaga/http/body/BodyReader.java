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

/**
 * Reads one body without a thread that waits for it, then dispatches the request to its controller. A body that is too large,
 * malformed or late ends the request.
 */
final class BodyReader implements ReadListener, AsyncListener {

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
            int read;
            try {
                read = in.read(chunk);
            } catch (IOException malformedOrCut) {
                end(new ProblemException(HttpProblem.BAD_REQUEST, "The body is not valid HTTP."));
                return;
            }
            if (read > 0) {
                accept(chunk, read);
            }
        }
    }

    private void accept(byte[] chunk, int length) throws IOException {
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
    public void onTimeout(AsyncEvent event) throws IOException {
        end(new ProblemException(HttpProblem.REQUEST_TIMEOUT, "The body did not arrive in time."));
    }

    /** The client is gone, or the body was malformed, which is answered already. */
    @Override
    public void onError(Throwable failure) {
        memory.release();
    }

    @Override
    public void onError(AsyncEvent event) {
        memory.release();
        if (!ended) {
            ended = true;
            async.complete();
        }
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

    private void end(ProblemException problem) throws IOException {
        ended = true;
        HttpServletResponse response = (HttpServletResponse) async.getResponse();
        // What is left of the body is not read.
        response.setHeader("Connection", "close");
        writer.write((HttpServletRequest) async.getRequest(), response, problem);
        memory.release();
        async.complete();
    }
}
