/** What is stored for ever, as an approved list: a change of it must be made on purpose. */
@NullMarked
package dev.ordersaga.systemtests.catalogue;

import org.jspecify.annotations.NullMarked;
