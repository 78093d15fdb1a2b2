package dev.ordersaga.http.request;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long a client is willing to wait for an answer that says more than one at once would: {@code Prefer: wait=10}
 * (RFC 7240). A preference is no condition: one that cannot be read counts as none.
 *
 * @param seconds 1 to {@link #MOST_SECONDS}; who asks for more gets that
 */
public record PreferredWait(int seconds) {

    /** Stays below the time after which proxies give up. */
    public static final int MOST_SECONDS = 30;

    /** A quoted string may hold commas; the first {@code wait} counts. */
    private static final Pattern PREFERENCE =
            Pattern.compile("\\G[\\s,]*([!#$%&'*+.^_`|~0-9A-Za-z-]+)((?:\"(?:[^\"\\\\]|\\\\.)*\"|[^\",])*)");

    private static final Pattern SECONDS = Pattern.compile("\\s*=\\s*\"?([0-9]{1,9})\"?\\s*(;.*)?");

    /** Empty unless the client prefers to wait. */
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
                ? Optional.of(Math.min(MOST_SECONDS, Integer.parseInt(seconds.group(1))))
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
