/** Tests. */
@NullMarked
package dev.ordersaga.privacy.erasure;

import org.jspecify.annotations.NullMarked;
