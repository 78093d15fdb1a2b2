package dev.ordersaga.http.body;

import java.nio.charset.StandardCharsets;

/** JSON pointers (RFC 6901) into a body. Jackson's own class parses the pointer again for every step. */
final class Pointers {

    static final String ROOT = "";

    private Pointers() {}

    static String member(String parent, String name) {
        return parent + "/" + unicode(name).replace("~", "~0").replace("/", "~1");
    }

    static String element(String parent, int index) {
        return parent + "/" + index;
    }

    /** The pointer itself, or that of the nearest enclosing place which is not longer than a response repeats. */
    static String shortened(String pointer) {
        return pointer.length() <= BodyLimits.POINTER_CHARACTERS
                ? pointer
                : pointer.substring(0, Math.max(0, pointer.lastIndexOf('/', BodyLimits.POINTER_CHARACTERS)));
    }

    /** Names come from the client: half a surrogate pair, which no response can carry, becomes a question mark. */
    private static String unicode(String name) {
        return new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
