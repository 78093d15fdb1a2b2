/** The system under test: service processes, PostgreSQL, Stripe simulator, TCP proxies, and observers of them. */
@NullMarked
package dev.ordersaga.lab.system;

import org.jspecify.annotations.NullMarked;
