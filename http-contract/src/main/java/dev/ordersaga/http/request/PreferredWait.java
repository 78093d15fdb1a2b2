package dev.ordersaga.http.request;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;

/**
 * The time for which a client asks the server to hold the response (long polling): {@code Prefer: wait=10} (RFC 7240). A
 * preference that is not valid is ignored.
 *
 * @param seconds 1 to {@link #MAX_SECONDS}; longer waits are cut to that
 */
public record PreferredWait(int seconds) {

    /** Below the usual timeouts of proxies. */
    public static final int MAX_SECONDS = 30;

    private static final int MAX_DIGITS = 9;

    /** The first {@code wait} of the request; empty when there is none. */
    public static Optional<PreferredWait> of(HttpServletRequest request) {
        String header = String.join(",", Collections.list(request.getHeaders("Prefer")));
        int from = 0;
        while (from < header.length()) {
            int end = endOfPreference(header, from);
            if (end < 0) {
                return Optional.empty();
            }
            String preference = header.substring(from, end);
            int equals = preference.indexOf('=');
            String name = (equals < 0 ? preference.replaceFirst(";.*", "") : preference.substring(0, equals)).strip();
            if (name.equalsIgnoreCase("wait")) {
                return equals < 0 ? Optional.empty() : seconds(preference.substring(equals + 1));
            }
            from = end + 1;
        }
        return Optional.empty();
    }

    /** The next comma outside of quoted strings, or the end; -1 when a quoted string does not end. In one pass. */
    private static int endOfPreference(String header, int from) {
        boolean quoted = false;
        for (int i = from; i < header.length(); i++) {
            char c = header.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                return i;
            }
        }
        return quoted ? -1 : header.length();
    }

    /** @param value with the preference's parameters, which do not matter */
    private static Optional<PreferredWait> seconds(String value) {
        int parameters = value.indexOf(';');
        String number = (parameters < 0 ? value : value.substring(0, parameters)).strip();
        if (number.length() >= 2 && number.startsWith("\"") && number.endsWith("\"")) {
            number = number.substring(1, number.length() - 1);
        }
        boolean isNumber = !number.isEmpty()
                && number.length() <= MAX_DIGITS
                && number.chars().allMatch(c -> c >= '0' && c <= '9');
        return isNumber
                ? Optional.of(Math.min(MAX_SECONDS, Integer.parseInt(number)))
                        .filter(seconds -> seconds > 0)
                        .map(PreferredWait::new)
                : Optional.empty();
    }

    public Duration duration() {
        return Duration.ofSeconds(seconds);
    }

    /** The value of {@code Preference-Applied}. */
    public String applied() {
        return "wait=" + seconds;
    }
}
