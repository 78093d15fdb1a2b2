/** Tests. */
@NullMarked
package dev.ordersaga.privacy.json;

import org.jspecify.annotations.NullMarked;
