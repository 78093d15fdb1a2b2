package dev.ordersaga.systemtests.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.net.URL;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Configuration metadata: an IDE completes and explains each property of each settings record. */
class SettingsMetadataTest {

    private static final String METADATA = "META-INF/spring-configuration-metadata.json";

    @Test
    void everyPropertyIsDescribed() throws IOException {
        Set<String> described = describedProperties();
        List<String> missing = Codebase.ofThisCheckout().classes().stream()
                .filter(type -> type.isAnnotatedWith(ConfigurationProperties.class))
                .flatMap(SettingsMetadataTest::properties)
                .filter(property -> !described.contains(property))
                .sorted()
                .toList();
        assertThat(described)
                .as("properties with a description in %s", METADATA)
                .isNotEmpty();
        assertThat(missing).as("properties without a description").isEmpty();
    }

    private static Set<String> describedProperties() throws IOException {
        Set<String> names = new TreeSet<>();
        for (URL file :
                Collections.list(SettingsMetadataTest.class.getClassLoader().getResources(METADATA))) {
            try (InputStream in = file.openStream()) {
                for (JsonNode property : new JsonMapper().readTree(in).required("properties")) {
                    if (property.hasNonNull("description")) {
                        names.add(property.required("name").asString());
                    }
                }
            }
        }
        return names;
    }

    private static Stream<String> properties(JavaClass type) {
        ConfigurationProperties annotation = type.getAnnotationOfType(ConfigurationProperties.class);
        String prefix = annotation.prefix().isEmpty() ? annotation.value() : annotation.prefix();
        return properties(prefix, type.reflect());
    }

    private static Stream<String> properties(String prefix, Class<?> settings) {
        return Arrays.stream(settings.getRecordComponents()).flatMap(component -> property(prefix, component));
    }

    private static Stream<String> property(String prefix, RecordComponent component) {
        String name = prefix + "." + kebabCase(component.getName());
        return component.getType().isRecord() ? properties(name, component.getType()) : Stream.of(name);
    }

    private static String kebabCase(String component) {
        return ConfigurationPropertyName.adapt(component.replaceAll("([A-Z])", "-$1"), '.')
                .toString();
    }
}
