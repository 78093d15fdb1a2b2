/** Tests of how the lab starts and observes the system. */
@NullMarked
package dev.ordersaga.lab.system;

import org.jspecify.annotations.NullMarked;
