package dev.ordersaga.operations.secrets;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.Environment;

/**
 * Finds settings whose secret is published in this project's repository, or so short that it can be guessed. Such values are
 * for a machine of one's own: they are refused as soon as other machines can reach the process.
 */
final class PublishedSecrets {

    /** A setting's name, as in files, on the command line and in environment variables; not those of other programs. */
    private static final Pattern SECRET = Pattern.compile(
            "(?i)(spring|server|management|event-?store|http-?contract|operations|order-?command|order-?query|payment-?handler)"
                    + "[._].*(password|secrets?|api[-_.]?key)(\\[\\d+]|_\\d+)?");

    private static final Pattern PUBLISHED = Pattern.compile(
            "(?i).*(this-machine|change-?me|changeit|for-tests?|placeholder|example).*|(sk_test_|rk_test_|whsec_).{0,23}"
                    + "|password|secret|admin|postgres|ordersaga|order[-_]saga|order_command|payment_handler|order_query");

    private static final List<String> LISTENERS =
            List.of("server.address", "management.server.address", "operations.address");

    private PublishedSecrets() {}

    /** The names of the settings, never the values; empty if every listener is on loopback. */
    static SortedSet<String> refused(ConfigurableEnvironment environment) {
        SortedSet<String> refused = new TreeSet<>();
        if (!isReachable(environment)) {
            return refused;
        }
        environment.getPropertySources().stream()
                .filter(EnumerablePropertySource.class::isInstance)
                .flatMap(source -> Arrays.stream(((EnumerablePropertySource<?>) source).getPropertyNames()))
                .filter(name -> SECRET.matcher(name).matches())
                .filter(name -> isPublished(environment.getProperty(name, "")))
                .forEach(refused::add);
        return refused;
    }

    /** Whether any listener is not on loopback. */
    static boolean isReachable(Environment environment) {
        return !LISTENERS.stream().allMatch(listener -> isLoopback(environment, listener));
    }

    /** Whether any of the values, separated by commas, is published. */
    static boolean isPublished(String values) {
        return Arrays.stream(values.split(",", -1))
                .anyMatch(value -> PUBLISHED.matcher(value.strip()).matches());
    }

    /** A server without an address listens on every interface; the other two listen on loopback unless they have one. */
    private static boolean isLoopback(Environment environment, String listener) {
        String address = environment.getProperty(listener, listener.equals("server.address") ? "0.0.0.0" : "127.0.0.1");
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException(listener + " is no address of this machine", e);
        }
    }
}
