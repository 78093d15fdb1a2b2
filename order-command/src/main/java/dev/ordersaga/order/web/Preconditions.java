package dev.ordersaga.order.web;

import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.ordersaga.http.problem.ProblemException;
import dev.ordersaga.http.request.EntityTags;
import dev.ordersaga.http.request.EntityTags.Tag;
import dev.ordersaga.order.command.Precondition;
import dev.ordersaga.order.command.Precondition.Versions;
import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads the preconditions of a request: {@code If-Match} and {@code If-None-Match} name versions of the order. */
final class Preconditions {

    private Preconditions() {}

    /** Null without any. @throws ProblemException for an {@code If-Match} that cannot be read */
    static @Nullable Precondition of(HttpServletRequest request) {
        // A weak tag matches none in the strong comparison of If-Match.
        Versions match = EntityTags.ifMatch(request)
                .map(tags -> versions(tags, tag -> !tag.weak()))
                .orElse(null);
        Versions noneMatch = EntityTags.ifNoneMatch(request)
                .map(tags -> versions(tags, tag -> true))
                .orElse(null);
        return match == null && noneMatch == null ? null : new Precondition(match, noneMatch);
    }

    /**
     * For a request to the list of orders, which exists and has no version.
     *
     * @throws ProblemException {@link OrderProblem#PRECONDITION_FAILED} if the condition does not hold for the list
     */
    static void ofList(HttpServletRequest request) {
        boolean fails = EntityTags.ifMatch(request).filter(tags -> !tags.any()).isPresent()
                || EntityTags.ifNoneMatch(request).filter(EntityTags::any).isPresent();
        if (fails) {
            throw new ProblemException(
                    OrderProblem.PRECONDITION_FAILED, "The list of orders exists and has no version.");
        }
    }

    private static Versions versions(EntityTags tags, Predicate<Tag> counts) {
        return new Versions(
                tags.any(),
                tags.tags().stream().filter(counts).map(Tag::version).collect(toUnmodifiableSet()));
    }
}
