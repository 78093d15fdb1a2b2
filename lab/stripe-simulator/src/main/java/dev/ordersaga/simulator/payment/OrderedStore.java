package dev.ordersaga.simulator.payment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Objects by id, in order of creation. */
final class OrderedStore<T> {

    private final Map<String, Integer> places = new HashMap<>();
    private final List<T> objects = new ArrayList<>();

    Optional<T> find(String id) {
        Integer place = places.get(id);
        return place == null ? Optional.empty() : Optional.of(objects.get(place));
    }

    void put(String id, T object) {
        Integer place = places.putIfAbsent(id, objects.size());
        if (place == null) {
            objects.add(object);
        } else {
            objects.set(place, object);
        }
    }

    /** All, oldest first. */
    List<T> all() {
        return objects;
    }

    /**
     * Newest first.
     *
     * @param after the id before the page's first, null for the first page
     * @param before the id after the page's last, null for none; the page then ends just before it
     * @throws InvalidRequestException when there is no object with one of these ids
     */
    Page<T> page(Predicate<T> wanted, int limit, @Nullable String after, @Nullable String before) {
        return before == null ? descendingFrom(wanted, limit, after) : ascendingFrom(wanted, limit, before);
    }

    private Page<T> descendingFrom(Predicate<T> wanted, int limit, @Nullable String after) {
        List<T> found = new ArrayList<>();
        int start = after == null ? objects.size() : place(after, "starting_after");
        for (int place = start - 1; place >= 0; place--) {
            if (wanted.test(objects.get(place))) {
                if (found.size() == limit) {
                    return new Page<>(found, true);
                }
                found.add(objects.get(place));
            }
        }
        return new Page<>(found, false);
    }

    private int place(String id, String param) {
        Integer place = places.get(id);
        if (place == null) {
            throw InvalidRequestException.of(param, "resource_missing", "No such object: '" + id + "'");
        }
        return place;
    }

    private Page<T> ascendingFrom(Predicate<T> wanted, int limit, String before) {
        List<T> found = new ArrayList<>();
        for (int place = place(before, "ending_before") + 1; place < objects.size(); place++) {
            if (wanted.test(objects.get(place))) {
                if (found.size() == limit) {
                    return new Page<>(found.reversed(), true);
                }
                found.add(objects.get(place));
            }
        }
        return new Page<>(found.reversed(), false);
    }
}
