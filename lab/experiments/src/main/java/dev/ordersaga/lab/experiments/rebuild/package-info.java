/** How fast the status view is built anew from all events. */
@NullMarked
package dev.ordersaga.lab.experiments.rebuild;

import org.jspecify.annotations.NullMarked;
