package dev.ordersaga.systemtests.rules;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One Java file, parsed but not resolved: names are as written.
 *
 * @param module folder of the Maven module
 * @param isMain whether it is a main source; false for tests
 * @param path relative to the root of the checkout
 */
public record JavaSource(
        String module, boolean isMain, Path path, String text, CompilationUnitTree unit, SourcePositions positions) {

    /** The number of lines of the file. */
    long lineCount() {
        return text.lines().count();
    }

    /** The file's name without {@code .java}: that of its top-level type, or {@code package-info}. */
    public String name() {
        return path.getFileName().toString().replaceFirst("\\.java$", "");
    }

    public String packageName() {
        return unit.getPackageName() == null ? "" : unit.getPackageName().toString();
    }

    public String qualifiedName() {
        return packageName() + "." + name();
    }

    boolean isPackageInfo() {
        return name().equals("package-info");
    }

    /** Whether the file's package is this one or below it. */
    boolean isIn(String aPackage) {
        return (packageName() + ".").startsWith(aPackage + ".");
    }

    /** Every node of this kind, at any depth, in the order of the file. */
    public <T extends Tree> List<T> all(Class<T> kind) {
        return all(unit, kind);
    }

    static <T extends Tree> List<T> all(Tree from, Class<T> kind) {
        List<T> found = new ArrayList<>();
        new TreeScanner<@Nullable Void, @Nullable Void>() {
            @Override
            public @Nullable Void scan(@Nullable Tree node, @Nullable Void nothing) {
                if (kind.isInstance(node)) {
                    found.add(kind.cast(node));
                }
                return super.scan(node, null);
            }
        }.scan(from, null);
        return found;
    }

    /** The members of this kind of every type in the file, those of nested and anonymous types included. */
    <T extends Tree> List<T> members(Class<T> kind) {
        return all(ClassTree.class).stream()
                .flatMap(type -> type.getMembers().stream())
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    /** The lines between the braces; a text over several lines counts as one. */
    long linesIn(BlockTree body) {
        long texts = all(body, LiteralTree.class).stream()
                .mapToLong(this::furtherLines)
                .sum();
        return Math.max(0, furtherLines(body) - 1 - texts);
    }

    private long furtherLines(Tree node) {
        long first = unit.getLineMap().getLineNumber(positions.getStartPosition(unit, node));
        long last = unit.getLineMap().getLineNumber(positions.getEndPosition(unit, node));
        return last - first;
    }

    /** The text of the file up to this node. */
    public String textBefore(Tree node) {
        return text.substring(0, Math.toIntExact(positions.getStartPosition(unit, node)));
    }

    /** Path and line. */
    public String at(Tree node) {
        return path + ":" + unit.getLineMap().getLineNumber(positions.getStartPosition(unit, node));
    }
}
