/** Encrypted connections to PostgreSQL, with certificates of a test authority. */
@NullMarked
package dev.ordersaga.eventstore.tls;

import org.jspecify.annotations.NullMarked;
