/** Where operators are let in, and who they are. */
@NullMarked
package dev.ordersaga.operations.access;

import org.jspecify.annotations.NullMarked;
