package dev.ordersaga.http.body;

import dev.ordersaga.http.problem.FieldCode;
import dev.ordersaga.http.problem.FieldFault;
import dev.ordersaga.http.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;

/** The faults of one body, collected while it is read. */
final class FieldFaults {

    private final List<FieldFault> found = new ArrayList<>();

    void add(String pointer, FieldCode code, String detail) {
        if (found.size() < BodyLimits.FAULTS) {
            found.add(new FieldFault(pointer, code, detail));
        }
    }

    int count() {
        return found.size();
    }

    /** @throws ProblemException with all of them, if there are any */
    void throwIfAny() {
        if (!found.isEmpty()) {
            throw asProblem();
        }
    }

    ProblemException asProblem() {
        return ProblemException.ofFaults(found);
    }
}
