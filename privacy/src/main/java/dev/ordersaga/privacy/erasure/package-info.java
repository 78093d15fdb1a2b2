/** Erasure of a person's data: by deleting the key, step by step, in whichever process can take the next step. */
@NullMarked
package dev.ordersaga.privacy.erasure;

import org.jspecify.annotations.NullMarked;
