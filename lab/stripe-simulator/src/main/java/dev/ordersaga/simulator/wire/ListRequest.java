package dev.ordersaga.simulator.wire;

import dev.ordersaga.simulator.payment.InvalidRequestException;
import dev.ordersaga.simulator.payment.PageRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The parameters of the list endpoints. */
public final class ListRequest {

    private static final Set<String> ALWAYS = Set.of("created", "ending_before", "expand", "limit", "starting_after");
    private static final int USUAL_LIMIT = 10;
    private static final int LARGEST_LIMIT = 100;

    private final Parameters given;
    private final PageRequest page;

    /**
     * Reads the common parameters.
     *
     * @param filters names of the filters of this list
     * @throws InvalidRequestException when a parameter is invalid
     */
    public ListRequest(Parameters given, Set<String> filters) {
        Set<String> known = new HashSet<>(ALWAYS);
        known.addAll(filters);
        given.rejectUnknown(known);
        this.given = given;
        this.page = page(given);
    }

    public PageRequest page() {
        return page;
    }

    /** The filter's value, null if not set. */
    public @Nullable String filter(String name) {
        return given.text(name);
    }

    /** The filter's values, empty if not set. */
    public List<String> filters(String name) {
        return given.texts(name);
    }

    private static PageRequest page(Parameters given) {
        Long limit = given.integer("limit");
        if (limit != null && (limit < 1 || limit > LARGEST_LIMIT)) {
            throw InvalidRequestException.of(
                    "limit",
                    "parameter_invalid_integer",
                    "This value must be between 1 and " + LARGEST_LIMIT + " (inclusive).");
        }
        return new PageRequest(
                limit == null ? USUAL_LIMIT : limit.intValue(),
                earliest(given),
                latest(given),
                given.text("starting_after"),
                given.text("ending_before"));
    }

    private static @Nullable Long earliest(Parameters given) {
        if (given.isPlain("created")) {
            return given.integer("created");
        }
        Long gt = range(given).integer("gt");
        return gt == null ? range(given).integer("gte") : Long.valueOf(gt + 1);
    }

    private static @Nullable Long latest(Parameters given) {
        if (given.isPlain("created")) {
            return given.integer("created");
        }
        Long lt = range(given).integer("lt");
        return lt == null ? range(given).integer("lte") : Long.valueOf(lt - 1);
    }

    private static Parameters range(Parameters given) {
        Parameters created = given.nested("created");
        created.rejectUnknown(Set.of("gt", "gte", "lt", "lte"));
        return created;
    }
}
