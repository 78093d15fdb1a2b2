/** Launcher of all services in one process, on a PostgreSQL that it starts and stops. */
@NullMarked
package dev.ordersaga.standalone;

import org.jspecify.annotations.NullMarked;
