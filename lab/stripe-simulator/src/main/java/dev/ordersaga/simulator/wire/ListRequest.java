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
    private static final int DEFAULT_LIMIT = 10;
    private static final int MAX_LIMIT = 100;

    private final Parameters parameters;
    private final PageRequest page;

    /**
     * Reads the common parameters.
     *
     * @param filters names of the filters of this list
     * @throws InvalidRequestException when a parameter is invalid
     */
    public ListRequest(Parameters parameters, Set<String> filters) {
        Set<String> known = new HashSet<>(ALWAYS);
        known.addAll(filters);
        parameters.rejectUnknown(known);
        this.parameters = parameters;
        this.page = page(parameters);
    }

    public PageRequest page() {
        return page;
    }

    /** The filter's value, null if not set. */
    public @Nullable String filter(String name) {
        return parameters.text(name);
    }

    /** The filter's values, empty if not set. */
    public List<String> filters(String name) {
        return parameters.texts(name);
    }

    private static PageRequest page(Parameters parameters) {
        Long limit = parameters.integer("limit");
        if (limit != null && (limit < 1 || limit > MAX_LIMIT)) {
            throw InvalidRequestException.of(
                    "limit",
                    "parameter_invalid_integer",
                    "This value must be between 1 and " + MAX_LIMIT + " (inclusive).");
        }
        return new PageRequest(
                limit == null ? DEFAULT_LIMIT : limit.intValue(),
                earliest(parameters),
                latest(parameters),
                parameters.text("starting_after"),
                parameters.text("ending_before"));
    }

    private static @Nullable Long earliest(Parameters parameters) {
        if (parameters.isPlain("created")) {
            return parameters.integer("created");
        }
        Long gt = range(parameters).integer("gt");
        return gt == null ? range(parameters).integer("gte") : Long.valueOf(gt + 1);
    }

    private static @Nullable Long latest(Parameters parameters) {
        if (parameters.isPlain("created")) {
            return parameters.integer("created");
        }
        Long lt = range(parameters).integer("lt");
        return lt == null ? range(parameters).integer("lte") : Long.valueOf(lt - 1);
    }

    private static Parameters range(Parameters parameters) {
        Parameters created = parameters.nested("created");
        created.rejectUnknown(Set.of("gt", "gte", "lt", "lte"));
        return created;
    }
}
