/** Access control: who calls (API keys and JWT), and which scope each route needs. */
@NullMarked
package dev.ordersaga.http.access;

import org.jspecify.annotations.NullMarked;
