/** Chaos tests: storms of random faults, and crashes at every step of an order. */
@NullMarked
package dev.ordersaga.lab.storm;

import org.jspecify.annotations.NullMarked;
