package dev.ordersaga.lab.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A problem document (RFC 9457) in the words that are counted.
 *
 * @param code the kind of problem
 * @param faults the named fields as pointer and code, indexes as {@code *}, each once
 */
record Refusal(String code, List<String> faults) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern INDEX = Pattern.compile("/\\d+(?=/|$)");

    /** Reads a problem; an answer that is none has its status as code. */
    static Refusal of(Answer answer) {
        try {
            JsonNode problem = JSON.readTree(answer.body());
            List<String> faults = new ArrayList<>();
            for (JsonNode error : problem.path("errors")) {
                String pointer =
                        INDEX.matcher(error.path("pointer").asString("")).replaceAll("/*");
                faults.add(pointer + ' ' + error.path("code").asString(""));
            }
            return new Refusal(
                    problem.path("code").asString("status " + answer.status()),
                    faults.stream().distinct().sorted().toList());
        } catch (JacksonException e) {
            return new Refusal("status " + answer.status(), List.of());
        }
    }
}
