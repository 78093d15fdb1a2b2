package dev.ordersaga.lab.experiments.load;

import java.io.IOException;
import java.util.UUID;

/** One client's connection that places orders. */
public interface Placer extends AutoCloseable {

    /** Places an order; returns the HTTP status, 0 without a response. */
    int place(UUID id) throws Exception;

    @Override
    default void close() throws IOException {}
}
