package dev.ordersaga.systemtests.docs;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.api.status.OrderLinks;
import dev.ordersaga.http.problem.HttpProblem;
import dev.ordersaga.http.route.PublicRoutes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The problems that the entry (nginx) answers with are those of the services. */
class EntryProblemsTest {

    private static final Pattern ROW = Pattern.compile("^    (\\S+) +\"?([^\"\\n]*?)\"?;$", Pattern.MULTILINE);

    private final String configuration =
            Files.readString(Pages.CHECKOUT.root().resolve(Path.of("docker", "nginx", "default.conf")));

    EntryProblemsTest() throws IOException {}

    @Test
    void codesTitlesAndStatusesAreThoseOfTheServices() {
        Map<String, HttpProblem> byCode =
                Arrays.stream(HttpProblem.values()).collect(toMap(HttpProblem::code, problem -> problem));
        Map<String, String> titles = map("$problem_code $problem_title");
        Map<String, String> statuses = map("$problem_code $problem_status");

        assertThat(titles.keySet()).isEqualTo(statuses.keySet()).isSubsetOf(byCode.keySet());
        assertThat(titles)
                .allSatisfy((code, title) ->
                        assertThat(title).isEqualTo(of(byCode, code).title()));
        assertThat(statuses)
                .allSatisfy((code, status) -> assertThat(Integer.parseInt(status))
                        .isEqualTo(of(byCode, code).status()));
        String retryable =
                map("$problem_status $problem_retryable").keySet().iterator().next();
        assertThat(statuses)
                .allSatisfy((code, status) -> assertThat(Pattern.matches(retryable.substring(1), status))
                        .isEqualTo(of(byCode, code).isRetryable()));
    }

    private static HttpProblem of(Map<String, HttpProblem> byCode, String code) {
        return requireNonNull(byCode.get(code), code);
    }

    @Test
    void everyRefusalOfTheEntryIsAProblem() {
        Matcher pages = Pattern.compile("error_page ([0-9 ]+)(?:=\\d+ )?/-problem/([a-z-]+);")
                .matcher(configuration);
        Map<String, String> problems = new LinkedHashMap<>();
        while (pages.find()) {
            for (String status : pages.group(1).strip().split(" ", -1)) {
                problems.put(status, pages.group(2));
            }
        }

        assertThat(problems)
                .containsKeys("400", "404", "405", "413", "414", "429", "500", "501", "502", "503", "504", "505");
        assertThat(map("$problem_code $problem_title").keySet()).containsAll(problems.values());
    }

    @Test
    void methodsOfPathsAreThoseOfTheServices() {
        String id = "/00000000-0000-0000-0000-000000000000";
        PublicRoutes routes = new PublicRoutes(OrderLinks.methodsByPath());
        Map<String, String> allowed = map("$request_uri $allowed_methods");

        for (String template : OrderLinks.methodsByPath().keySet()) {
            String path = template.replace("/{orderId}", id);
            String ofEntry = allowed.entrySet().stream()
                    .filter(row -> row.getKey().startsWith("~"))
                    .filter(row -> Pattern.compile(row.getKey().substring(1))
                            .matcher(path)
                            .find())
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElseThrow();
            assertThat(ofEntry)
                    .isEqualTo(PublicRoutes.allow(List.of(routes), path).orElseThrow());
        }
    }

    /** The query of a customer who returns from the payment provider has the secret of his payment. */
    @Test
    void theLogHasNoQuery() {
        Matcher formats = Pattern.compile("log_format ([^;]+);").matcher(configuration);
        assertThat(formats.find()).isTrue();
        assertThat(formats.group(1))
                .startsWith("entry escape=json ")
                .contains("$request_method", "\"path\":\"$path\"", "\"traceId\":\"$trace\"")
                .doesNotContainPattern("\\$(request|request_uri|args|query_string|arg_\\w+|is_args|http_referer)\\b");
        assertThat(configuration).contains("map $request_uri $path {\n    \"~^(?<before_query>[^?]*)\" $before_query;");
        assertThat(configuration).contains("access_log /dev/stdout entry;", "error_log /dev/stderr crit;");
    }

    private Map<String, String> map(String variables) {
        int start = configuration.indexOf("map " + variables + " {");
        assertThat(start).as(variables).isNotNegative();
        Matcher rows = ROW.matcher(configuration.substring(start, configuration.indexOf("\n}", start) + 1));
        Map<String, String> result = new LinkedHashMap<>();
        while (rows.find()) {
            result.put(rows.group(1), rows.group(2));
        }
        result.remove("default");
        return result;
    }
}
