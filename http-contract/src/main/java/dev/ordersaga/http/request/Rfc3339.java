package dev.ordersaga.http.request;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Parser of RFC 3339 times, exactly as its grammar has them. The JDK's ISO 8601 parser differs: it takes times without
 * seconds and offsets without minutes, and neither a leap second nor more than nine digits of a fraction.
 */
final class Rfc3339 {

    private static final Pattern TIME =
            Pattern.compile("([0-9]{4})-([0-9]{2})-([0-9]{2})[Tt]([0-9]{2}):([0-9]{2}):([0-9]{2})"
                    + "(?:\\.([0-9]{1,64}))?(?:[Zz]|([+-])([0-9]{2}):([0-9]{2}))");
    private static final int LEAP_SECOND = 60;
    private static final int NANO_DIGITS = 9;

    private Rfc3339() {}

    /** Empty for anything else. A leap second is the second after 23:59:59; a fraction is cut to nanoseconds. */
    static Optional<Instant> parse(String text) {
        Matcher time = TIME.matcher(text);
        if (!time.matches()) {
            return Optional.empty();
        }
        try {
            int second = number(time, 6);
            boolean isLeap = second == LEAP_SECOND;
            LocalDate date = LocalDate.of(number(time, 1), number(time, 2), number(time, 3));
            LocalTime ofDay =
                    LocalTime.of(number(time, 4), number(time, 5), isLeap ? second - 1 : second, nanos(time.group(7)));
            Instant instant = date.atTime(ofDay).toInstant(ZoneOffset.UTC).minusSeconds(offsetSeconds(time));
            return isLeap && !endsAMonth(instant)
                    ? Optional.empty()
                    : Optional.of(isLeap ? instant.plusSeconds(1) : instant);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Leap seconds are inserted at the end of a month in UTC, and at no other time. */
    private static boolean endsAMonth(Instant instant) {
        Instant next = instant.plusSeconds(1);
        var at = next.atOffset(ZoneOffset.UTC);
        return at.getDayOfMonth() == 1 && at.toLocalTime().toSecondOfDay() == 0;
    }

    private static int nanos(@Nullable String fraction) {
        return fraction == null ? 0 : Integer.parseInt((fraction + "0".repeat(NANO_DIGITS)).substring(0, NANO_DIGITS));
    }

    /** Hours up to 23, which is more than the JDK's offsets have. */
    private static int offsetSeconds(Matcher time) {
        if (time.group(8) == null) {
            return 0;
        }
        int seconds = LocalTime.of(number(time, 9), number(time, 10)).toSecondOfDay();
        return "-".equals(time.group(8)) ? -seconds : seconds;
    }

    private static int number(Matcher time, int group) {
        return Integer.parseInt(time.group(group));
    }
}
