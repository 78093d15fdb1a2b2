package dev.ordersaga.http.body;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.TokenStreamLocation;

/** Where in a body the reader stopped, for people; without any of the body's text. */
final class Position {

    private Position() {}

    static String of(@Nullable TokenStreamLocation location) {
        return location == null || location.getLineNr() < 1
                ? ""
                : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }
}
