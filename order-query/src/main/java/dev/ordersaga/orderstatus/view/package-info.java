/** Status views of orders: the read model, the projection that keeps its rows, and the queries. */
@NullMarked
package dev.ordersaga.orderstatus.view;

import org.jspecify.annotations.NullMarked;
