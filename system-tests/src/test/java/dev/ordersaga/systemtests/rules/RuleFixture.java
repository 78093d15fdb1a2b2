package dev.ordersaga.systemtests.rules;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A small code base that violates one rule, from {@code rule-violations/<rule>.txt}: the violations that the rule must
 * report, one {@code red:} line each, then files, each below a line with its path. It is unpacked in a temporary folder
 * and may use classes of this code base.
 *
 * @param red a part of the text of each violation
 */
record RuleFixture(Codebase code, List<String> red) {

    private static final String FILE = "--- ";
    private static final String RED = "red: ";

    static boolean existsFor(ArchitectureRule rule) {
        return RuleFixture.class.getResource(resource(rule)) != null;
    }

    static RuleFixture of(ArchitectureRule rule, Path folder) throws IOException {
        List<String> lines = text(rule).lines().toList();
        unpack(lines, folder);
        SourceTree sources = SourceTree.at(folder);
        List<String> red = lines.stream()
                .filter(line -> line.startsWith(RED))
                .map(line -> line.substring(RED.length()))
                .toList();
        return new RuleFixture(new Codebase(sources, () -> compiled(sources)), red);
    }

    private static String resource(ArchitectureRule rule) {
        return "/rule-violations/" + rule.words("-") + ".txt";
    }

    private static String text(ArchitectureRule rule) throws IOException {
        try (InputStream in = RuleFixture.class.getResourceAsStream(resource(rule))) {
            if (in == null) {
                throw new IllegalStateException(rule + " has no fixture: write " + resource(rule));
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void unpack(List<String> lines, Path folder) throws IOException {
        Map<Path, StringBuilder> files = new LinkedHashMap<>();
        StringBuilder text = new StringBuilder();
        for (String line : lines) {
            if (line.startsWith(FILE)) {
                text = new StringBuilder();
                files.put(folder.resolve(line.substring(FILE.length()).strip()), text);
            } else {
                text.append(line).append('\n');
            }
        }
        for (var file : files.entrySet()) {
            Files.createDirectories(file.getKey().getParent());
            Files.writeString(file.getKey(), file.getValue());
        }
    }

    private static JavaClasses compiled(SourceTree sources) {
        List<Path> files = sources.main().stream()
                .map(source -> sources.root().resolve(source.path()))
                .toList();
        try {
            Path target = Files.createDirectory(sources.root().resolve("classes"));
            Javac.compile(files, target);
            return new ClassFileImporter().importPath(target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
