/** The stored form of the read model's documents: JSON, compressed with a preset dictionary. */
@NullMarked
package dev.ordersaga.orderstatus.compression;

import org.jspecify.annotations.NullMarked;
