package dev.ordersaga.lab.experiments.throughput.result;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;

/** The run as one HTML page that loads nothing: data, text, the plots' script and the chart library are inside. */
final class HtmlPage {

    private static final String PAGE = "page.html";
    private static final String VERSION = "/META-INF/maven/org.webjars.npm/uplot/pom.properties";
    private static final String LIBRARY = "/META-INF/resources/webjars/uplot/%s/dist/uPlot.%s";

    private HtmlPage() {}

    /**
     * @param json the result
     * @param text the report as Markdown
     */
    static String of(String json, String text) throws IOException {
        String version = version();
        return read(PAGE)
                .replace("/*LIBRARY-STYLE*/", read(LIBRARY.formatted(version, "min.css")))
                .replace("/*LIBRARY-SCRIPT*/", read(LIBRARY.formatted(version, "iife.min.js")))
                .replace("<!--REPORT-->", escape(text))
                .replace("{\"result\": null}", json.replace("<", "\\u003c"));
    }

    private static String version() throws IOException {
        Properties properties = new Properties();
        try (InputStream in = resource(VERSION)) {
            properties.load(in);
        }
        return Objects.requireNonNull(properties.getProperty("version"), VERSION);
    }

    private static String read(String name) throws IOException {
        try (InputStream in = resource(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(HtmlPage.class.getResourceAsStream(name), name);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
