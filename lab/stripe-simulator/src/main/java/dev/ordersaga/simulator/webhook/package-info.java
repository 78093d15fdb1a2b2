/** Signed notices to the merchant's endpoints: in order or not, once or often, early, late or never. */
@NullMarked
package dev.ordersaga.simulator.webhook;

import org.jspecify.annotations.NullMarked;
