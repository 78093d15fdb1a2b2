/** All services in one process, on a PostgreSQL that this process starts and stops. */
@NullMarked
package dev.ordersaga.standalone;

import org.jspecify.annotations.NullMarked;
