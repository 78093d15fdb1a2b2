package dev.ordersaga.eventprocessing.completeness;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rule of a completeness audit: an event that, once handled, is followed by another event. Immutable.
 *
 * @param fact stored name of the event that is handled
 * @param stream field of the event with the id of the aggregate whose stream contains the follow-up event, or from which it
 *     follows
 * @param number field with the number of one of several follow-ups, such as an attempt; a follow-up with another number
 *     does not count. Null if there is a single one. In the follow-up it may be an object with a field {@code number}
 * @param contains JSON that the event must contain for the rule to apply
 * @param lacks JSON path predicate that the event must not satisfy for the rule to apply; null if there is none
 * @param followUps stored names of the follow-up events
 * @param exemptions stored names of events that may precede it, after which it has no follow-up
 */
public record ExpectedFollowUp(
        String fact,
        String stream,
        @Nullable String number,
        String contains,
        @Nullable String lacks,
        List<String> followUps,
        List<String> exemptions) {

    /** @param stream field of the event with the id of the aggregate whose stream contains the follow-up event */
    public static ExpectedFollowUp of(Class<?> fact, String stream) {
        return new ExpectedFollowUp(fact.getName(), stream, null, "{}", null, List.of(), List.of());
    }

    public ExpectedFollowUp by(String field) {
        return new ExpectedFollowUp(fact, stream, field, contains, lacks, followUps, exemptions);
    }

    public ExpectedFollowUp contains(String json) {
        return new ExpectedFollowUp(fact, stream, number, json, lacks, followUps, exemptions);
    }

    public ExpectedFollowUp lacks(String predicate) {
        return new ExpectedFollowUp(fact, stream, number, contains, predicate, followUps, exemptions);
    }

    public ExpectedFollowUp leadsTo(Class<?>... events) {
        return new ExpectedFollowUp(fact, stream, number, contains, lacks, names(events), exemptions);
    }

    public ExpectedFollowUp unless(Class<?>... events) {
        return new ExpectedFollowUp(fact, stream, number, contains, lacks, followUps, names(events));
    }

    private static List<String> names(Class<?>... events) {
        return Arrays.stream(events).map(Class::getName).toList();
    }
}
