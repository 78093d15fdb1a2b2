/** The system to be measured: its jars started as processes, on a PostgreSQL that keeps what it commits. */
@NullMarked
package dev.ordersaga.lab.system;

import org.jspecify.annotations.NullMarked;
