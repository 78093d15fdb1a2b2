/** Tests. */
@NullMarked
package dev.ordersaga.privacy.keys;

import org.jspecify.annotations.NullMarked;
