package dev.ordersaga.http.body;

import dev.ordersaga.http.problem.FieldCode;
import dev.ordersaga.http.problem.HttpProblem;
import dev.ordersaga.http.problem.ProblemException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The body of a request, parsed strictly: UTF-8, no duplicate names, within the limits, nothing converted. A controller
 * takes it as a parameter.
 */
public final class JsonBody {

    private static final JsonMapper STRICT = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(BodyLimits.ofJson())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    // Names come from any client: kept in a table that all parsers share they would fill it, and it
                    // fails
                    // when many of them collide (SymbolTable.rehash).
                    .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
            .build();

    private final @Nullable JsonNode root;

    private JsonBody(@Nullable JsonNode root) {
        this.root = root;
    }

    /**
     * Reads a whole body. No bytes at all are an absent body.
     *
     * @throws ProblemException {@link HttpProblem#MALFORMED_BODY}; its detail repeats nothing of the body
     */
    public static JsonBody parse(byte[] bytes) {
        if (bytes.length == 0) {
            return new JsonBody(null);
        }
        try {
            JsonNode root = STRICT.readTree(decode(bytes));
            if (root.isMissingNode()) {
                throw malformed("The body is blank.");
            }
            return new JsonBody(root);
        } catch (StreamConstraintsException e) {
            throw malformed("A name, text, number or nesting is longer or deeper than allowed.");
        } catch (NumberFormatException e) {
            // Jackson 3.1 throws it unwrapped for exponents that do not fit an int.
            throw malformed("A number is longer or larger than allowed.");
        } catch (JacksonException e) {
            throw malformed("The body is not one JSON value, or has a name twice" + position(e.getLocation()) + ".");
        }
    }

    /** Whether the request had no body. */
    public boolean isAbsent() {
        return root == null;
    }

    /**
     * Reads the body as one object.
     *
     * @param reading reads every field, then returns the supplier of the result; the supplier only runs when no fault was
     *     found, so it never sees a placeholder
     * @throws ProblemException {@link HttpProblem#INVALID_FIELDS} with all faults, unknown fields and card numbers
     *     included; {@link HttpProblem#MALFORMED_BODY} when there is no body
     */
    public <T> T read(Function<Fields, Supplier<T>> reading) {
        if (root == null) {
            throw malformed("A JSON object is required.");
        }
        FieldFaults faults = new FieldFaults();
        CardSearch.in(root, faults);
        if (!(root instanceof ObjectNode object)) {
            faults.add(Pointers.ROOT, FieldCode.WRONG_TYPE, "Must be a JSON object.");
            throw faults.asProblem();
        }
        Fields fields = new Fields(object, Pointers.ROOT, faults);
        Supplier<T> assembly = reading.apply(fields);
        fields.refuseUnknown();
        faults.throwIfAny();
        T result = assembly.get();
        faults.throwIfAny();
        return result;
    }

    /** Canonical text: independent of white space and the order of names; empty for an absent body. */
    public String canonical() {
        return root == null ? "" : STRICT.writeValueAsString(root);
    }

    private static String decode(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw malformed("The body is not UTF-8.");
        }
    }

    /** Where the parser stopped, without any text of the body. */
    private static String position(@Nullable TokenStreamLocation location) {
        return location == null || location.getLineNr() < 1
                ? ""
                : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }

    private static ProblemException malformed(String detail) {
        return new ProblemException(HttpProblem.MALFORMED_BODY, detail);
    }
}
