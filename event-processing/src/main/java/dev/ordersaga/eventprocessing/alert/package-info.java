/** What does not go on by itself: found by whoever knows it, counted for alerts, shown to operators. */
@NullMarked
package dev.ordersaga.eventprocessing.alert;

import org.jspecify.annotations.NullMarked;
