/** An Axon application that uses the event store alone, as the README shows it. */
@NullMarked
package dev.ordersaga.eventstore.example;

import org.jspecify.annotations.NullMarked;
