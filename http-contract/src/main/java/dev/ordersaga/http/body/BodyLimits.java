package dev.ordersaga.http.body;

import tools.jackson.core.StreamReadConstraints;

/** Limits of a request body. Part of the contract, hence not settings. */
final class BodyLimits {

    static final int BODY_BYTES = 512 * 1024;

    /** The most faults that one response lists; the others are counted. */
    static final int LISTED_FAULTS = 100;

    /** The longest pointer to a fault that a response repeats. */
    static final int POINTER_CHARACTERS = 256;

    /** All pointers of one response together, so that it has less than 64 kB even if each character is escaped. */
    static final int LISTED_POINTER_CHARACTERS = 6_000;

    private static final int JSON_DEPTH = 32;
    /** An order with the most lines and all of their fields has 20,000. */
    private static final int TOKENS = 32_000;

    private static final int STRING_CHARACTERS = 64 * 1024;
    private static final int NAME_CHARACTERS = 128;
    private static final int NUMBER_CHARACTERS = 64;

    private BodyLimits() {}

    static StreamReadConstraints ofJson() {
        return StreamReadConstraints.builder()
                .maxDocumentLength(BODY_BYTES)
                .maxNestingDepth(JSON_DEPTH)
                .maxTokenCount(TOKENS)
                .maxStringLength(STRING_CHARACTERS)
                .maxNameLength(NAME_CHARACTERS)
                .maxNumberLength(NUMBER_CHARACTERS)
                .build();
    }
}
