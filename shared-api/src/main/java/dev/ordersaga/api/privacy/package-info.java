/** Which stored values are personal data, and the event that tells of their erasure. */
@NullMarked
package dev.ordersaga.api.privacy;

import org.jspecify.annotations.NullMarked;
