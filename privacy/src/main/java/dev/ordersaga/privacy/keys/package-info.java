/** The keys of persons (data subjects): created, cached for a limited time, wrapped by a key from a file, erased. */
@NullMarked
package dev.ordersaga.privacy.keys;

import org.jspecify.annotations.NullMarked;
