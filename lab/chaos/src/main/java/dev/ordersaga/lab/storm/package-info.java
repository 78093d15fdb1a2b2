/** Two nodes of every service under load, while everything around them fails; what is left is judged by the oracle. */
@NullMarked
package dev.ordersaga.lab.storm;

import org.jspecify.annotations.NullMarked;
