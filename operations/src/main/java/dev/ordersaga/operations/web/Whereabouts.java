package dev.ordersaga.operations.web;

import dev.ordersaga.eventstore.processing.Processors;

/** Says which service has a processor that this one has not. */
final class Whereabouts {

    private Whereabouts() {}

    static String of(String processor, Processors processors) {
        return processors.list().stream()
                .filter(known -> known.name().equals(processor))
                .findFirst()
                .map(known -> "This service cannot do it; the processor belongs to " + known.service() + ".")
                .orElse("There is no processor of this name.");
    }
}
