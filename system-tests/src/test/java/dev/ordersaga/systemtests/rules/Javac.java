package dev.ordersaga.systemtests.rules;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** The JDK's own compiler. */
final class Javac {

    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

    /** Shared, since it caches the class path. */
    private static final StandardJavaFileManager FILES = COMPILER.getStandardFileManager(null, Locale.ROOT, null);

    private Javac() {}

    static List<JavaSource> parse(Path root, List<Path> files) {
        var units = FILES.getJavaFileObjectsFromPaths(files);
        var task = (JavacTask) COMPILER.getTask(null, FILES, null, List.of("-proc:none"), null, units);
        SourcePositions positions = Trees.instance(task).getSourcePositions();
        try {
            return StreamSupport.stream(task.parse().spliterator(), false)
                    .map(unit -> source(root, unit, positions))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Compiles against the class path of this test; fails on errors. */
    static void compile(List<Path> files, Path target) {
        List<Diagnostic<? extends JavaFileObject>> errors = errorsOf(files, target);
        if (!errors.isEmpty()) {
            throw new IllegalStateException("this does not compile:\n" + errors);
        }
    }

    /** Compiles against the class path of this test. */
    static List<Diagnostic<? extends JavaFileObject>> errorsOf(List<Path> files, Path target) {
        var diagnostics = new DiagnosticCollector<JavaFileObject>();
        try {
            FILES.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(target));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // All classes are checked, also after the first error.
        var options = List.of("-proc:none", "-nowarn", "--should-stop=ifError=FLOW", "-Xmaxerrs", "1000");
        var units = FILES.getJavaFileObjectsFromPaths(files);
        COMPILER.getTask(null, FILES, diagnostics, options, null, units).call();
        return diagnostics.getDiagnostics().stream()
                .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                .toList();
    }

    private static JavaSource source(Path root, CompilationUnitTree unit, SourcePositions positions) {
        Path file = Path.of(unit.getSourceFile().toUri());
        Path path = root.relativize(file);
        int src = IntStream.range(0, path.getNameCount())
                .filter(i -> path.getName(i).toString().equals("src"))
                .findFirst()
                .orElseThrow();
        String module = path.subpath(0, src).toString();
        boolean isMain = path.getName(src + 1).toString().equals("main");
        return new JavaSource(module, isMain, path, SourceTree.read(file), unit, positions);
    }
}
