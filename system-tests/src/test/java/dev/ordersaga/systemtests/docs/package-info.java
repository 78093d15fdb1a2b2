/** What the documentation says is so: its links, commands, names and tables. */
@NullMarked
package dev.ordersaga.systemtests.docs;

import org.jspecify.annotations.NullMarked;
