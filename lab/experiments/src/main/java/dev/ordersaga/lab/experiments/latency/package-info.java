/** How long an order takes from being sent until it is seen confirmed, at a steady rate. */
@NullMarked
package dev.ordersaga.lab.experiments.latency;

import org.jspecify.annotations.NullMarked;
