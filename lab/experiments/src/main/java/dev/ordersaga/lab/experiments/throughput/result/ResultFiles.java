package dev.ordersaga.lab.experiments.throughput.result;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes a run as Markdown, JSON and HTML. */
public final class ResultFiles {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private ResultFiles() {}

    /** Into the files {@code throughput.md}, {@code .json} and {@code .html} of the folder. */
    public static void write(ThroughputResult result, String text, Path folder) throws IOException {
        Files.createDirectories(folder);
        String json = json(result);
        Files.writeString(folder.resolve("throughput.md"), text);
        Files.writeString(folder.resolve("throughput.json"), json);
        Files.writeString(folder.resolve("throughput.html"), HtmlPage.of(json, text));
        System.out.println("Written: " + folder.resolve("throughput.{md,json,html}"));
    }

    static String json(ThroughputResult result) {
        return JSON.writeValueAsString(result);
    }
}
