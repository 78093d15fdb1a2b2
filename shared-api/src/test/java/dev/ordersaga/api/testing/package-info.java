/** Builders of events for the tests of all modules: a new field of an event touches one file here. */
@NullMarked
package dev.ordersaga.api.testing;

import org.jspecify.annotations.NullMarked;
