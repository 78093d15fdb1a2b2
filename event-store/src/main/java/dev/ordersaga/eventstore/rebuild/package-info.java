/** Views that are built anew beside the old one, and put in its place once they have caught up. */
@NullMarked
package dev.ordersaga.eventstore.rebuild;

import org.jspecify.annotations.NullMarked;
