package dev.ordersaga.eventprocessing.completeness;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a handled event leads to: another event in a stream that it names. It never changes.
 *
 * @param fact stored name of the event that is handled
 * @param stream field of the fact that names the aggregate in which the trace is
 * @param number field that says which of many it is about, such as an attempt; a trace that tells another one is none.
 *     Null if there is one only. In a trace it may also be an object that has a field {@code number}
 * @param contains JSON that the fact must contain; otherwise it leads to nothing
 * @param lacks JSON that the fact must not contain; null if anything goes
 * @param traces stored names of what follows it
 * @param excuses stored names of what may have come first, after which the fact changes nothing
 */
public record ExpectedFollowUp(
        String fact,
        String stream,
        @Nullable String number,
        String contains,
        @Nullable String lacks,
        List<String> traces,
        List<String> excuses) {

    /** @param stream field of the fact that names the aggregate in which the traces are */
    public static ExpectedFollowUp of(Class<?> fact, String stream) {
        return new ExpectedFollowUp(fact.getName(), stream, null, "{}", null, List.of(), List.of());
    }

    public ExpectedFollowUp by(String field) {
        return new ExpectedFollowUp(fact, stream, field, contains, lacks, traces, excuses);
    }

    public ExpectedFollowUp contains(String json) {
        return new ExpectedFollowUp(fact, stream, number, json, lacks, traces, excuses);
    }

    public ExpectedFollowUp lacks(String json) {
        return new ExpectedFollowUp(fact, stream, number, contains, json, traces, excuses);
    }

    public ExpectedFollowUp leadsTo(Class<?>... events) {
        return new ExpectedFollowUp(fact, stream, number, contains, lacks, names(events), excuses);
    }

    public ExpectedFollowUp unless(Class<?>... events) {
        return new ExpectedFollowUp(fact, stream, number, contains, lacks, traces, names(events));
    }

    private static List<String> names(Class<?>... events) {
        return Arrays.stream(events).map(Class::getName).toList();
    }
}
