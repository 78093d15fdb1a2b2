/** Views that are built anew beside the old one, and put in its place once they have caught up. */
@NullMarked
package dev.ordersaga.eventprocessing.rebuild;

import org.jspecify.annotations.NullMarked;
