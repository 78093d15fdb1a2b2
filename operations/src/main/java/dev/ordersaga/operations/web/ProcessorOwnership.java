package dev.ordersaga.operations.web;

import dev.ordersaga.eventprocessing.processors.ProcessorRegistry;

/** The detail of a 404: which service runs a processor that this one does not run. */
final class ProcessorOwnership {

    private ProcessorOwnership() {}

    static String of(String processor, ProcessorRegistry processors) {
        return processors.list().stream()
                .filter(info -> info.name().equals(processor))
                .findFirst()
                .map(info -> "The processor runs in another service: " + info.service() + ".")
                .orElse("There is no processor with this name.");
    }
}
