package dev.ordersaga.lab.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The same report three times: for people, for programs, with pictures. */
final class ReportFiles {

    private ReportFiles() {}

    /** Writes {@code report.txt}, {@code report.json} and {@code report.html} into an existing folder. */
    static void write(Path folder, ReplayReport report) throws IOException {
        JsonMapper json =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        Files.writeString(folder.resolve("report.txt"), TextReport.of(report));
        Files.writeString(folder.resolve("report.json"), json.writeValueAsString(report) + '\n');
        Files.writeString(folder.resolve("report.html"), HtmlReport.of(report));
    }
}
