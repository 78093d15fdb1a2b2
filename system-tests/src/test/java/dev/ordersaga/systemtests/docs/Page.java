package dev.ordersaga.systemtests.docs;

import dev.ordersaga.systemtests.rules.SourceTree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page of the documentation, in Markdown as GitHub reads it.
 *
 * @param path relative to the root of the checkout
 */
record Page(Path path, List<String> lines) {

    private static final Pattern LINK = Pattern.compile("!?\\[[^\\]]*\\]\\(<?([^)\\s>]+)>?(?:\\s+\"[^\"]*\")?\\)");
    private static final Pattern DEFINED_LINK = Pattern.compile("^\\[[^\\]]+\\]:\\s+(\\S+)");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern HEADING = Pattern.compile("^#{1,6}\\s+(.+?)\\s*#*$");
    private static final Pattern NAMED_ANCHOR = Pattern.compile("<a (?:id|name)=\"([^\"]+)\"");

    /** One row of a table; header and row have the same number of cells. */
    record Row(List<String> header, List<String> cells) {

        String cell(String column) {
            return cells.get(header.indexOf(column));
        }
    }

    static Page read(Path root, Path file) {
        return new Page(root.relativize(file), SourceTree.read(file).lines().toList());
    }

    /** Targets of all links and pictures, as written. */
    List<String> links() {
        return prose().map(line -> CODE.matcher(line).replaceAll("code"))
                .flatMap(line -> Stream.concat(
                        LINK.matcher(line).results(), DEFINED_LINK.matcher(line).results()))
                .map(found -> found.group(1))
                .toList();
    }

    /** Everything between single backticks, outside code blocks. */
    List<String> code() {
        return prose().flatMap(line -> codeIn(line).stream()).toList();
    }

    static List<String> codeIn(String line) {
        return CODE.matcher(line).results().map(found -> found.group(1)).toList();
    }

    /** The fragments that a link to this page may have. */
    List<String> anchors() {
        Map<String, Integer> seen = new HashMap<>();
        List<String> anchors = new ArrayList<>();
        prose().forEach(line -> {
            HEADING.matcher(line)
                    .results()
                    .map(heading -> slug(heading.group(1)))
                    .forEach(slug -> {
                        int before = seen.merge(slug, 1, Integer::sum) - 1;
                        anchors.add(before == 0 ? slug : slug + "-" + before);
                    });
            NAMED_ANCHOR.matcher(line).results().map(found -> found.group(1)).forEach(anchors::add);
        });
        return anchors;
    }

    /** Commands: the lines of code blocks, those ending in a backslash joined. */
    List<String> commands() {
        String blocks = String.join("\n", insideOrOutsideBlocks(true).toList());
        return blocks.replace("\\\n", " ").lines().map(String::strip).toList();
    }

    /** The rows of every table. */
    List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        List<String> header = List.of();
        for (String line : prose().toList()) {
            if (!line.startsWith("|")) {
                header = List.of();
            } else if (header.isEmpty()) {
                header = cells(line);
            } else if (!line.matches("[|:\\- ]+")) {
                rows.add(new Row(header, cells(line)));
            }
        }
        return rows;
    }

    private Stream<String> prose() {
        return insideOrOutsideBlocks(false);
    }

    private Stream<String> insideOrOutsideBlocks(boolean inside) {
        List<String> wanted = new ArrayList<>();
        boolean isInside = false;
        for (String line : lines) {
            if (line.strip().startsWith("```")) {
                isInside = !isInside;
            } else if (isInside == inside) {
                wanted.add(line);
            }
        }
        return wanted.stream();
    }

    private static List<String> cells(String line) {
        String inner = line.strip().replaceAll("^\\||\\|$", "");
        return Arrays.stream(inner.split("(?<!\\\\)\\|", -1)).map(String::strip).toList();
    }

    private static String slug(String heading) {
        return heading.replaceAll("\\[([^\\]]*)\\]\\([^)]*\\)", "$1")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }
}
