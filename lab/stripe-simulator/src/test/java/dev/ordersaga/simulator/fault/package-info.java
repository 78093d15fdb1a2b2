/** Tests of that package's rules, without a server. */
@NullMarked
package dev.ordersaga.simulator.fault;

import org.jspecify.annotations.NullMarked;
