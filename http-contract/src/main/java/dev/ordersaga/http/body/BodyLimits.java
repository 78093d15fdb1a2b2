package dev.ordersaga.http.body;

import tools.jackson.core.StreamReadConstraints;

/** Limits of a request body. Part of the contract, hence not settings. */
final class BodyLimits {

    static final int BODY_BYTES = 512 * 1024;

    /** The most faults that one response lists. */
    static final int FAULTS = 10_000;

    private static final int JSON_DEPTH = 32;
    private static final int TOKENS = 100_000;
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
