/** Tests of the embedded PostgreSQL: its recovery, its end, and the marks of servers that have ended. */
@NullMarked
package dev.ordersaga.standalone;

import org.jspecify.annotations.NullMarked;
