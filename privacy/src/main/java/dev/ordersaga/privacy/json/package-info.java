/** Encryption of the personal data in stored JSON documents. */
@NullMarked
package dev.ordersaga.privacy.json;

import org.jspecify.annotations.NullMarked;
