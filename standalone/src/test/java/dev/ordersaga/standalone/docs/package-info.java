/** What the documentation says is so: its links, commands, names and tables. */
@NullMarked
package dev.ordersaga.standalone.docs;

import org.jspecify.annotations.NullMarked;
