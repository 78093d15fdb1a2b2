/** A small service under all inputs that are meant to harm it. */
@NullMarked
package dev.ordersaga.lab.experiments.hostile;

import org.jspecify.annotations.NullMarked;
