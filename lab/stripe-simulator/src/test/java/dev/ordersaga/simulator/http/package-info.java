/** Tests of the HTTP interface without a server. */
@NullMarked
package dev.ordersaga.simulator.http;

import org.jspecify.annotations.NullMarked;
