/** Tests of the documentation: its links, commands, names and tables. */
@NullMarked
package dev.ordersaga.systemtests.docs;

import org.jspecify.annotations.NullMarked;
