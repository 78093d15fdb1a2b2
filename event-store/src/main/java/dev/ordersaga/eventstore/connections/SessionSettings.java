package dev.ordersaga.eventstore.connections;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The settings of PostgreSQL that each session of a pool sets for itself, so that no setting of the server, the database or
 * the role can weaken them: isolation, durability of commits and limits.
 */
final class SessionSettings {

    private static final String OPTIONS = "options";
    private static final Pattern OPTION = Pattern.compile("-c\\s*([\\w.]+)=((?:\\\\.|[^\\s\\\\])*)");

    /** Unless the data source's own {@code options} say otherwise. */
    private static final Map<String, String> DEFAULTS = Map.of(
            "statement_timeout", "15s",
            "idle_session_timeout", "0",
            "lock_timeout", "0");

    /** In any case: the event store relies on them. */
    private static final Map<String, String> ALWAYS =
            Map.of("default_transaction_isolation", "read committed", "synchronous_commit", "on");

    private final Map<String, String> values = new LinkedHashMap<>(DEFAULTS);

    /**
     * @param options in the form of {@code libpq}, such as {@code -c transaction_timeout=20s}
     * @param purpose its own limits replace those of the options
     */
    SessionSettings(String options, ConnectionPurpose purpose) {
        addAll(options);
        values.putAll(ALWAYS);
        addAll(purpose.options());
    }

    private void addAll(String options) {
        Matcher option = OPTION.matcher(options);
        while (option.find()) {
            values.put(option.group(1), option.group(2).replaceAll("\\\\(.)", "$1"));
        }
    }

    /** Adds them to the parameters by which a session is started. */
    void addTo(Properties properties) {
        String all = values.entrySet().stream()
                .map(entry -> "-c " + entry.getKey() + "=" + escaped(entry.getValue()))
                .collect(Collectors.joining(" "));
        properties.setProperty(OPTIONS, all);
    }

    private static String escaped(String value) {
        return value.replaceAll("([\\s\\\\])", "\\\\$1");
    }

    /** The statement that sets them for one transaction, as its first statement. */
    String forTransaction() {
        return values.entrySet().stream()
                .map(entry -> "SET LOCAL " + entry.getKey() + " = '"
                        + entry.getValue().replace("'", "''") + "'")
                .collect(Collectors.joining("; ", "SET TRANSACTION ISOLATION LEVEL READ COMMITTED; ", ""));
    }
}
