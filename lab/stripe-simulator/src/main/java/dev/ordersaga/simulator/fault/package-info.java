/** Misbehaviour on demand and by seed, with a log of every time it happened. */
@NullMarked
package dev.ordersaga.simulator.fault;

import org.jspecify.annotations.NullMarked;
