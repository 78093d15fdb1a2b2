/** Headers that answers have: security on all of them, caching on views, and when to come back. */
@NullMarked
package dev.ordersaga.http.answer;

import org.jspecify.annotations.NullMarked;
