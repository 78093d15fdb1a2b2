/** Test support: a real PostgreSQL for integration tests, and a clock that tests advance. */
@NullMarked
package dev.ordersaga.eventstore.testing;

import org.jspecify.annotations.NullMarked;
