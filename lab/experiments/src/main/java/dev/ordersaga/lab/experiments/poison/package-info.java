/** What orders that nobody can handle do to all others. */
@NullMarked
package dev.ordersaga.lab.experiments.poison;

import org.jspecify.annotations.NullMarked;
