package dev.ordersaga.operations.web;

import dev.ordersaga.eventprocessing.deadletter.SequenceKey;
import dev.ordersaga.http.problem.HttpProblem;
import dev.ordersaga.http.problem.ProblemException;

/** What paths name. */
final class Paths {

    private Paths() {}

    /** @throws ProblemException {@link HttpProblem#INVALID_ID} */
    static SequenceKey key(String processor, String segment, String sequence) {
        if (!segment.matches("[0-9]{1,5}")) {
            throw new ProblemException(HttpProblem.INVALID_ID, "The segment is not a number.");
        }
        return new SequenceKey(processor, Integer.parseInt(segment), sequence);
    }
}
