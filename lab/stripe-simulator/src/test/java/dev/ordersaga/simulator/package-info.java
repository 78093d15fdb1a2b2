/** The simulator from outside: unmodified stripe-java, plain HTTP, and the files it leaves. */
@NullMarked
package dev.ordersaga.simulator;

import org.jspecify.annotations.NullMarked;
