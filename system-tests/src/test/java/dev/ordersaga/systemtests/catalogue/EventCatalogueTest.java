package dev.ordersaga.systemtests.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordersaga.eventprocessing.scheduling.TaskDataJson;
import dev.ordersaga.eventstore.serialization.PayloadTypes;
import dev.ordersaga.eventstore.serialization.SerializationConfiguration;
import dev.ordersaga.systemtests.rules.Codebase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every stored name and shape is in {@code event-catalogue.json}. Databases in production hold them: after a rename,
 * events, sagas and tasks cannot be read, and a processor starts from the first event.
 */
class EventCatalogueTest {

    private static final Path APPROVED = Path.of("system-tests", "src", "test", "resources", "event-catalogue.json");

    private static final String HOW_TO_CHANGE = """
            Stored names or shapes have changed (- approved, + now), which databases in production hold.
            If that is intended, copy system-tests/target/event-catalogue.json over %s, and describe in UPGRADING.md
            how data stored before are migrated.""".formatted(APPROVED);

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private static final StoredNames STORED = new StoredNames(Codebase.ofThisCheckout());
    private static final Serializer EVENTS = eventSerializer();
    private static final TaskDataJson TASK_DATA = new TaskDataJson();

    static List<Class<?>> events() {
        return STORED.events();
    }

    static List<Class<?>> taskData() {
        return STORED.tasks().values().stream().filter(Class::isRecord).toList();
    }

    @Test
    void storedNamesAreThoseApproved() throws IOException {
        String actual = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(catalogue()) + "\n";
        Files.writeString(
                Files.createDirectories(root().resolve("system-tests/target")).resolve("event-catalogue.json"), actual);
        assertThat(changes(approved(), JSON.readTree(actual))).as(HOW_TO_CHANGE).isEmpty();
        assertThat(actual).as("order and format of %s", APPROVED).isEqualTo(Files.readString(root().resolve(APPROVED)));
    }

    @ParameterizedTest
    @MethodSource("events")
    void aStoredEventIsReadEqual(Class<?> event) throws IOException {
        JsonNode entry = approved().required("events").required(event.getName());
        assertThat(read(entry, "full", event)).isEqualTo(Sample.full(event));
        if (entry.has("sparse")) {
            assertThat(read(entry, "sparse", event)).isEqualTo(Sample.sparse(event));
        }
    }

    static List<Class<?>> deadlinePayloads() {
        return STORED.deadlinePayloads();
    }

    @ParameterizedTest
    @MethodSource("deadlinePayloads")
    void aStoredDeadlinePayloadIsReadEqual(Class<?> payload) throws IOException {
        byte[] stored =
                JSON.writeValueAsBytes(approved().required("deadlinePayloads").required(payload.getName()));
        var message = new SimpleSerializedObject<>(stored, byte[].class, payload.getName(), null);
        assertThat(EVENTS.<byte[], Object>deserialize(message)).isEqualTo(Sample.full(payload));
    }

    @ParameterizedTest
    @MethodSource("taskData")
    void storedTaskDataAreReadEqual(Class<?> data) throws IOException {
        byte[] stored = JSON.writeValueAsBytes(approved().required("taskData").required(data.getName()));
        assertThat(TASK_DATA.<Object>deserialize(unchecked(data), stored)).isEqualTo(Sample.full(data));
    }

    private static List<String> changes(JsonNode approved, JsonNode actual) {
        SortedSet<String> before = entries("", approved);
        SortedSet<String> now = entries("", actual);
        return Stream.concat(
                        before.stream().filter(entry -> !now.contains(entry)).map(entry -> "- " + entry),
                        now.stream().filter(entry -> !before.contains(entry)).map(entry -> "+ " + entry))
                .toList();
    }

    /** One entry for each value, with the names that lead to it. */
    private static SortedSet<String> entries(String path, JsonNode node) {
        SortedSet<String> entries = new TreeSet<>();
        if (node.isObject()) {
            node.properties().forEach(field -> entries.addAll(entries(path + field.getKey() + " ", field.getValue())));
        } else if (node.isArray()) {
            node.forEach(element -> entries.addAll(entries(path, element)));
        } else {
            entries.add(path + node.asString(""));
        }
        return entries;
    }

    private static Map<String, Object> catalogue() {
        Map<String, Object> catalogue = new LinkedHashMap<>();
        catalogue.put("schemas", STORED.schemas());
        catalogue.put("aggregates", STORED.aggregates());
        catalogue.put("processors", STORED.processors());
        catalogue.put("deadlines", STORED.deadlines());
        catalogue.put("deadlinePayloads", deadlineSamples());
        catalogue.put("tasks", STORED.tasks().keySet());
        catalogue.put("taskData", taskSamples());
        catalogue.put("sagas", STORED.sagas());
        catalogue.put("words", words());
        catalogue.put("events", eventSamples());
        return catalogue;
    }

    private static SortedMap<String, Object> eventSamples() {
        SortedMap<String, Object> samples = new TreeMap<>();
        for (Class<?> event : events()) {
            Map<String, Object> entry = new LinkedHashMap<>();
            SerializedObject<byte[]> full = EVENTS.serialize(Sample.full(event), byte[].class);
            SerializedObject<byte[]> sparse = EVENTS.serialize(Sample.sparse(event), byte[].class);
            entry.put("revision", full.getType().getRevision());
            entry.put("full", JSON.readTree(full.getData()));
            if (!Arrays.equals(full.getData(), sparse.getData())) {
                entry.put("sparse", JSON.readTree(sparse.getData()));
            }
            samples.put(full.getType().getName(), entry);
        }
        return samples;
    }

    private static SortedMap<String, Object> deadlineSamples() {
        SortedMap<String, Object> samples = new TreeMap<>();
        for (Class<?> payload : deadlinePayloads()) {
            SerializedObject<byte[]> sample = EVENTS.serialize(Sample.full(payload), byte[].class);
            samples.put(sample.getType().getName(), JSON.readTree(sample.getData()));
        }
        return samples;
    }

    private static SortedMap<String, Object> taskSamples() {
        SortedMap<String, Object> samples = new TreeMap<>();
        taskData().forEach(data -> samples.put(data.getName(), JSON.readTree(TASK_DATA.serialize(Sample.full(data)))));
        return samples;
    }

    /** The constants of every enum that a stored record is made of. */
    private static SortedMap<String, Object> words() {
        SortedMap<String, Object> words = new TreeMap<>();
        Stream.of(events(), taskData(), deadlinePayloads())
                .flatMap(List::stream)
                .forEach(type -> addWords(type, words));
        return words;
    }

    private static void addWords(Class<?> type, SortedMap<String, Object> words) {
        if (type.isEnum()) {
            words.put(
                    type.getName(),
                    Arrays.stream(type.getEnumConstants())
                            .map(c -> ((Enum<?>) c).name())
                            .toList());
        } else if (type.isRecord()) {
            Arrays.stream(type.getDeclaredFields())
                    .flatMap(field -> Types.in(field.getGenericType()))
                    .filter(part -> part != type)
                    .forEach(part -> addWords(part, words));
        }
    }

    private static Object read(JsonNode entry, String sample, Class<?> event) {
        byte[] stored = JSON.writeValueAsBytes(entry.required(sample));
        String revision = entry.required("revision").asString(null);
        return EVENTS.deserialize(new SimpleSerializedObject<>(stored, byte[].class, event.getName(), revision));
    }

    private static JsonNode approved() throws IOException {
        return JSON.readTree(Files.readString(root().resolve(APPROVED)));
    }

    private static Path root() {
        return Codebase.ofThisCheckout().sources().root();
    }

    @SuppressWarnings("unchecked")
    private static Class<Object> unchecked(Class<?> type) {
        return (Class<Object>) type;
    }

    /** The serializer of the event store, with the events of the catalogue registered. */
    private static Serializer eventSerializer() {
        try (var context = new AnnotationConfigApplicationContext()) {
            context.register(SerializationConfiguration.class);
            Class<?>[] types = Stream.concat(events().stream(), deadlinePayloads().stream())
                    .toArray(Class<?>[]::new);
            context.registerBean(PayloadTypes.class, () -> PayloadTypes.of(types));
            context.refresh();
            return context.getBean("eventSerializer", Serializer.class);
        }
    }
}
