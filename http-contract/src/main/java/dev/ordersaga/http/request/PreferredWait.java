package dev.ordersaga.http.request;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The time for which a client asks the server to hold the response (long polling): {@code Prefer: wait=10} (RFC 7240). A
 * preference that is not valid is ignored.
 *
 * @param seconds 1 to {@link #MAX_SECONDS}; longer waits are cut to that
 */
public record PreferredWait(int seconds) {

    /** Below the usual timeouts of proxies. */
    public static final int MAX_SECONDS = 30;

    /** One preference with its value; a quoted string may contain commas. */
    private static final Pattern PREFERENCE =
            Pattern.compile("\\G[\\s,]*([!#$%&'*+.^_`|~0-9A-Za-z-]+)((?:\"(?:[^\"\\\\]|\\\\.)*\"|[^\",])*)");

    private static final Pattern SECONDS = Pattern.compile("\\s*=\\s*\"?([0-9]{1,9})\"?\\s*(;.*)?");

    /** The first {@code wait} of the request; empty when there is none. */
    public static Optional<PreferredWait> of(HttpServletRequest request) {
        Matcher preference = PREFERENCE.matcher(String.join(",", Collections.list(request.getHeaders("Prefer"))));
        while (preference.find()) {
            if (preference.group(1).equalsIgnoreCase("wait")) {
                return seconds(preference.group(2));
            }
        }
        return Optional.empty();
    }

    private static Optional<PreferredWait> seconds(String value) {
        Matcher seconds = SECONDS.matcher(value);
        return seconds.matches()
                ? Optional.of(Math.min(MAX_SECONDS, Integer.parseInt(seconds.group(1))))
                        .filter(number -> number > 0)
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
