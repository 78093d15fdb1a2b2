/** API keys: their table, their cache, and how they are made, rotated and revoked. */
@NullMarked
package dev.ordersaga.operations.apikey;

import org.jspecify.annotations.NullMarked;
