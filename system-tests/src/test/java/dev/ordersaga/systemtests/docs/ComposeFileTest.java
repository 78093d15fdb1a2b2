package dev.ordersaga.systemtests.docs;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** Every container of the compose file has no rights, limits, and only the networks and secrets that it needs. */
class ComposeFileTest {

    private static final Map<String, Object> FILE = read();
    private static final Map<String, Map<String, Object>> SERVICES = map(requireNonNull(FILE.get("services")));

    private static Map<String, Object> read() {
        try {
            return new Yaml().load(Files.readString(Pages.CHECKOUT.root().resolve("docker-compose.yml")));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void everyContainerIsReadOnlyWithoutRightsAndLimited() {
        assertThat(SERVICES).hasSizeGreaterThan(5).allSatisfy((name, service) -> {
            assertThat(service.get("cap_drop")).isEqualTo(List.of("ALL"));
            assertThat(service.get("security_opt")).isEqualTo(List.of("no-new-privileges:true"));
            assertThat(service.get("read_only")).isEqualTo(true);
            assertThat(service).containsKeys("mem_limit", "memswap_limit", "pids_limit", "logging");
            assertThat(service.get("memswap_limit")).isEqualTo(service.get("mem_limit"));
            assertThat(service).doesNotContainKeys("privileged", "pid", "ipc", "devices");
            assertThat(service.containsKey("cap_add")).as("rights of its own").isEqualTo(name.equals("secrets"));
        });
        assertThat(requireNonNull(SERVICES.get("secrets")).get("network_mode")).isEqualTo("none");
    }

    @Test
    void networksAreApart() {
        Map<String, Map<String, Object>> networks = map(requireNonNull(FILE.get("networks")));
        assertThat(networks.get("edge")).containsEntry("internal", true);
        assertThat(networks.get("data")).containsEntry("internal", true);
        assertThat(membersOf("data")).doesNotContain("entry", "stripe-simulator");
        assertThat(membersOf("edge")).containsExactly("entry", "order-command", "order-query", "payment-handler");
        assertThat(membersOf("public")).containsExactly("entry");
        assertThat(membersOf("provider")).containsExactly("payment-handler", "stripe-simulator");
        assertThat(networksOf("postgres")).containsExactly("data");
    }

    @Test
    void onlyLoopbackIsPublished() {
        assertThat(SERVICES)
                .allSatisfy((name, service) -> assertThat(strings(service.get("ports")))
                        .allSatisfy(port -> assertThat(port).startsWith("127.0.0.1:")));
    }

    /** A default would be the value that runs in production. */
    @Test
    void noSecretIsInTheFile() {
        assertThat(SERVICES)
                .allSatisfy((name, service) -> map(service.getOrDefault("environment", Map.of()))
                        .forEach((variable, value) -> {
                            if (variable.matches(".*(PASSWORD|SECRET|API_?KEY)S?")) {
                                assertThat(String.valueOf((Object) value))
                                        .as(variable)
                                        .matches("\\$\\{\\w+:-}");
                            }
                        }));
    }

    /** Which of the volumes with secrets a container can read. */
    @Test
    void eachContainerReadsItsOwnSecretsOnly() {
        assertThat(SERVICES).allSatisfy((name, service) -> {
            List<String> secrets = strings(service.get("volumes")).stream()
                    .filter(volume -> volume.startsWith("secrets-"))
                    .toList();
            if (!name.equals("secrets")) {
                String own = name.endsWith("-migration") ? "migration" : name;
                assertThat(secrets).isSubsetOf("secrets-" + own + ":/run/secrets:ro");
            }
        });
    }

    @Test
    void mountedFilesExist() {
        assertThat(SERVICES.values())
                .allSatisfy(service -> assertThat(strings(service.get("volumes")).stream()
                                .filter(volume -> volume.startsWith("./"))
                                .map(volume -> Path.of(volume.substring(2, volume.indexOf(':')))))
                        .allMatch(Pages::exists));
    }

    private static Set<String> membersOf(String network) {
        Set<String> members = new TreeSet<>();
        SERVICES.keySet().forEach(service -> {
            if (networksOf(service).contains(network)) {
                members.add(service);
            }
        });
        return members;
    }

    private static List<String> networksOf(String service) {
        return strings(requireNonNull(SERVICES.get(service)).get("networks"));
    }

    private static List<String> strings(@Nullable Object list) {
        return list instanceof List<?> values
                ? values.stream().map(String::valueOf).toList()
                : List.of();
    }

    @SuppressWarnings("unchecked") // The file's own structure.
    private static <V> Map<String, V> map(Object map) {
        return (Map<String, V>) map;
    }
}
