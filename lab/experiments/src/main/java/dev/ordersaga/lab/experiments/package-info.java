/** Clients that measure a running service from outside; each command lives in a package of its own. */
@NullMarked
package dev.ordersaga.lab.experiments;

import org.jspecify.annotations.NullMarked;
