/** The methods of each public path, wherever in the system it is served. */
@NullMarked
package dev.ordersaga.http.route;

import org.jspecify.annotations.NullMarked;
