package dev.ordersaga.eventprocessing.processors;

/**
 * This process's share of a processor's segments. A process that has less than the rounded-down average, and finds no free
 * segment, says so in {@code eventprocessing.segment_request}; others that have more than that release segments. Since nothing is asked
 * for above the average, and nothing released below it, the segments come to rest.
 *
 * @param total number of segments
 * @param mine those that this process has claimed
 * @param free those that nothing has claimed
 * @param processes that have claimed segments or ask for some, this one included
 * @param missingElsewhere number of segments that other processes ask for
 */
record SegmentShare(int total, int mine, int free, int processes, int missingElsewhere) {

    /** Number of segments to ask for. */
    int missing() {
        return Math.max(0, total / processes - mine - free);
    }

    /** Number of segments to release. */
    int surplus() {
        return Math.clamp(missingElsewhere - free, 0, Math.max(0, mine - total / processes));
    }
}
