package dev.ordersaga.eventprocessing.processors;

import dev.ordersaga.eventprocessing.identity.ProcessIdentity;
import dev.ordersaga.eventprocessing.processors.ProcessorPauseControl.Control;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The segments of one processor as read by {@link TokenClaims#segments}.
 *
 * @param mine those that this process has claimed
 * @param claimable by this process: its own, and those without a living claim
 * @param processes that have claimed segments or ask for some, this one included
 * @param missing number of segments that other processes ask for
 */
record SegmentRows(
        List<Integer> all,
        List<Integer> mine,
        List<Integer> claimable,
        Set<String> processes,
        int missing,
        Control control) {

    static SegmentRows of(ResultSet rows) throws SQLException {
        List<Integer> all = new ArrayList<>();
        List<Integer> mine = new ArrayList<>();
        List<Integer> claimable = new ArrayList<>();
        Set<String> processes = new HashSet<>(Set.of(ProcessIdentity.NAME));
        int missing = 0;
        Control control = Control.INITIAL;
        while (rows.next()) {
            int segment = rows.getInt("segment");
            all.add(segment);
            if (rows.getBoolean("claimable")) {
                claimable.add(segment);
            }
            @Nullable String owner = rows.getString("owner");
            if (owner != null) {
                processes.add(owner);
                if (owner.equals(ProcessIdentity.NAME)) {
                    mine.add(segment);
                }
            }
            @Nullable String requesting = rows.getString("requesting");
            if (requesting != null) {
                processes.addAll(List.of(requesting.split("\n", -1)));
            }
            missing = rows.getInt("missing");
            control = new Control(rows.getBoolean("is_paused"), rows.getLong("redelivered"));
        }
        return new SegmentRows(all, mine, claimable, processes, missing, control);
    }

    SegmentShare share() {
        long free =
                claimable.stream().filter(segment -> !mine.contains(segment)).count();
        return new SegmentShare(all.size(), mine.size(), (int) free, processes.size(), missing);
    }
}
