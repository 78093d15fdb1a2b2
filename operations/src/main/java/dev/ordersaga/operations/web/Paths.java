package dev.ordersaga.operations.web;

import dev.ordersaga.eventprocessing.deadletter.SequenceKey;
import dev.ordersaga.http.problem.ProblemException;
import dev.ordersaga.http.problem.ProblemKind;

/** What paths name. */
final class Paths {

    private Paths() {}

    /** @throws ProblemException {@link ProblemKind#INVALID_ID} */
    static SequenceKey key(String processor, String segment, String sequence) {
        if (!segment.matches("[0-9]{1,5}")) {
            throw new ProblemException(ProblemKind.INVALID_ID, "The segment is not a number.");
        }
        return new SequenceKey(processor, Integer.parseInt(segment), sequence);
    }
}
