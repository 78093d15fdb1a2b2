package dev.ordersaga.operations.web;

import dev.ordersaga.eventprocessing.processors.ProcessorRegistry;

/** Says which service has a processor that this one has not. */
final class ProcessorOwnership {

    private ProcessorOwnership() {}

    static String of(String processor, ProcessorRegistry processors) {
        return processors.list().stream()
                .filter(known -> known.name().equals(processor))
                .findFirst()
                .map(known -> "This service cannot do it; the processor belongs to " + known.service() + ".")
                .orElse("There is no processor of this name.");
    }
}
