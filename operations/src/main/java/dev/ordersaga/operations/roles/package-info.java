/** Database roles of the services, for processes that set up a database of their own. */
@NullMarked
package dev.ordersaga.operations.roles;

import org.jspecify.annotations.NullMarked;
