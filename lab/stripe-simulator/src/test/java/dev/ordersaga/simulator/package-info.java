/** Tests from outside: unmodified stripe-java, plain HTTP, and the files. */
@NullMarked
package dev.ordersaga.simulator;

import org.jspecify.annotations.NullMarked;
