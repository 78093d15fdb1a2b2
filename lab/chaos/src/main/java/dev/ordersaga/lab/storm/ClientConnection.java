package dev.ordersaga.lab.storm;

import dev.ordersaga.lab.oracle.ClientOperation;
import dev.ordersaga.lab.oracle.StoredRun;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import tools.jackson.databind.json.JsonMapper;

/** HTTP client and history file of all simulated clients of a run. The system under test has no access to the file. */
final class ClientConnection implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final FileChannel history;

    /** @param folder of the run */
    ClientConnection(Path folder) throws IOException {
        history = FileChannel.open(
                StoredRun.Part.HISTORY.in(folder), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, BodyHandlers.ofString());
    }

    /** Appends to the history; except for polls it is on the disk before the client continues. */
    synchronized void record(ClientOperation operation) throws IOException {
        ByteBuffer line = ByteBuffer.wrap((JSON.writeValueAsString(operation) + "\n").getBytes(StandardCharsets.UTF_8));
        while (line.hasRemaining()) {
            history.write(line);
        }
        if (!operation.operation().equals("poll")) {
            history.force(false);
        }
    }

    @Override
    public void close() throws IOException {
        http.close();
        history.close();
    }
}
