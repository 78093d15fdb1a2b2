/** The test payment methods, their behaviour, and the errors of those that fail. */
@NullMarked
package dev.ordersaga.simulator.method;

import org.jspecify.annotations.NullMarked;
