/** Tomcat's connector with a watch over connections that only cost memory. */
@NullMarked
package dev.ordersaga.http.connections;

import org.jspecify.annotations.NullMarked;
