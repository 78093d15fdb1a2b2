package dev.ordersaga.http.body;

import dev.ordersaga.http.problem.FieldCode;
import dev.ordersaga.http.problem.FieldFault;
import dev.ordersaga.http.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;

/** The faults of one body, collected while it is read: the first ones, as many as a response lists, and the count of all. */
final class FieldFaults {

    private final List<FieldFault> first = new ArrayList<>();
    private int count;
    private int listedCharacters;

    void add(String pointer, FieldCode code, String detail) {
        if (hasRoom()) {
            String place = Pointers.shortened(pointer);
            first.add(new FieldFault(place, code, detail));
            listedCharacters += place.length();
        }
        count++;
    }

    /** A fault of a member of the object with this pointer; the member's own pointer is only composed if it is listed. */
    void addAt(String object, String member, FieldCode code, String detail) {
        add(hasRoom() ? Pointers.member(object, member) : object, code, detail);
    }

    int count() {
        return count;
    }

    /** @throws ProblemException with the first of them and their count, if there are any */
    void throwIfAny() {
        if (count > 0) {
            throw asProblem();
        }
    }

    ProblemException asProblem() {
        return ProblemException.ofFaults(first, count);
    }

    private boolean hasRoom() {
        return first.size() < BodyLimits.LISTED_FAULTS && listedCharacters < BodyLimits.LISTED_POINTER_CHARACTERS;
    }
}
