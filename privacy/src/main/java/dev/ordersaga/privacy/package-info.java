/** Personal data: encrypted with a key per person, and erased by deleting that key. Optional for users of the event store. */
@NullMarked
package dev.ordersaga.privacy;

import org.jspecify.annotations.NullMarked;
